using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Reading;

/// <summary>Turns a statement's shape into the planner's own tree: columns by position, types inferred, operators resolved.</summary>
internal sealed class QueryTranslator
{
    private const int MaxQueryDepth = 60;

    private readonly ICatalog _catalog;
    private readonly Dictionary<int, PgSource> _sources = new();
    private readonly Dictionary<int, (PgCte Cte, PgSource Shape)> _ctes = new();
    private readonly ExprTranslator _exprs;
    private int _highest;

    public QueryTranslator(ICatalog catalog)
    {
        _catalog = catalog;
        _exprs = new ExprTranslator(this);
    }

    public ImmutableDictionary<string, string> SameValues { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Flags that are terms of conditions, by their parameters' identities.</summary>
    public HashSet<string> Flags { get; } = new(System.StringComparer.Ordinal);

    /// <summary>A condition that may fix a key; whether it does, cannot be seen.</summary>
    public Unreadable? Doubtful { get; set; }

    /// <summary>Which way such flags go, where one reading of the statement settles it.</summary>
    public ImmutableDictionary<string, bool> Decided { get; init; } = ImmutableDictionary<string, bool>.Empty;

    /// <summary>The query levels being read, outermost first.</summary>
    public List<PgQuery> Scopes { get; } = new();

    /// <summary>Why the statement cannot be judged, if it cannot.</summary>
    public Unreadable? Unreadable { get; private set; }

    /// <summary>A number no source has.</summary>
    public int NextSource() => ++_highest;

    public PgSource? Source(int id) => _sources.TryGetValue(id, out var source) ? source : null;

    public void Fail(string reason, Origin at) => Unreadable ??= new Unreadable(reason, at);

    public PgQuery Read(Query query) => Read(query, false);

    private PgQuery Read(Query query, bool keepUnknown)
    {
        var read = new PgQuery { Command = query.Command, At = query.At };
        if (Scopes.Count >= MaxQueryDepth)
        {
            Fail("the subqueries are nested too deeply", query.At);
            return read;
        }

        foreach (var unreadable in query.Unreadable)
        {
            Fail(unreadable.Reason, unreadable.At);
        }

        Scopes.Add(read);
        foreach (var cte in query.With)
        {
            read.Ctes.Add(ReadCte(cte));
            read.HasRecursive |= cte.Recursive || cte.BehindRecursive;
            read.HasModifyingCte |= cte.Query.Command != CommandKind.Select;
        }

        if (query.Write is { } target && query.Command != CommandKind.Merge)
        {
            AddTarget(read, target);
        }

        foreach (var source in query.Sources)
        {
            Add(read, ReadSource(source, query.SetOperation is not null));
        }

        if (query.SetOperation is not null)
        {
            UnifyArms(read);
        }

        if (query.Write is { } merge && query.Command == CommandKind.Merge)
        {
            AddTarget(read, merge);
        }

        ReadFrom(read, query);
        ReadOutput(read, query, keepUnknown);
        if (query.Write is { } write)
        {
            WriteTranslator.Read(read, write, _exprs, this);
        }

        read.HasRowLocks = query.Locks.Any(rowLock => read.Sources.Exists(source =>
            source.Kind is PgSourceKind.Relation or PgSourceKind.Subquery && (rowLock.Sources.IsEmpty || rowLock.Sources.Contains(source.Id))));
        if (query.SetOperation is { } set)
        {
            read.SetOperation = ReadSet(set);
        }

        Scopes.RemoveAt(Scopes.Count - 1);
        return read;
    }

    private void AddTarget(PgQuery read, WriteTarget target)
    {
        Add(read, ReadSource(target.Target));
        read.ResultSource = target.Target.Id;
    }

    private void Add(PgQuery read, PgSource source)
    {
        read.Sources.Add(source);
        _sources[source.Id] = source;
        _highest = Math.Max(_highest, source.Id);
    }

    /// <summary>A source that columns refer to though it is in no FROM: the <c>excluded</c> of ON CONFLICT.</summary>
    public void AddBeside(PgSource source)
    {
        _sources[source.Id] = source;
        _highest = Math.Max(_highest, source.Id);
    }

    private PgCte ReadCte(CommonTable table)
    {
        var shape = new PgSource(-1, PgSourceKind.Cte, table.Name);
        if (table.Recursive)
        {
            Shape(shape, table.ColumnAliases, table.Query.Output.Select(output => (output.Name, output.Expr.Type)));
            _ctes[table.Id] = (new PgCte(table.Id, table.Name, new PgQuery()), shape);
        }

        var query = Read(table.Query);
        var cte = new PgCte(table.Id, table.Name, query) { Recursive = table.Recursive, Searches = table.Searches, Materialized = table.Materialized };

        // References to itself, counted on the stand-in, do not count (addRangeTableEntryForCTE).
        shape.Columns.Clear();
        shape.Types.Clear();
        Shape(shape, table.ColumnAliases, Outputs(query));
        _ctes[table.Id] = (cte, shape);
        return cte;
    }

    private static IEnumerable<(string Name, SqlType Type)> Outputs(PgQuery query) =>
        (query.Command == CommandKind.Select ? query.Targets : query.Returning).Where(target => !target.IsJunk).Select(target => (target.Name, target.Expr.Type));

    private static void Shape(PgSource source, ImmutableArray<string> aliases, IEnumerable<(string Name, SqlType Type)> columns)
    {
        foreach (var (name, type) in columns.ToList())
        {
            source.Columns.Add(source.Columns.Count < aliases.Length ? aliases[source.Columns.Count] : name);
            source.Types.Add(type);
        }
    }

    private PgSource ReadSource(Source source, bool arm = false)
    {
        switch (source)
        {
            case TableSource table:
                return ReadTable(table);
            case SubquerySource subquery:
                var query = Read(subquery.Query, arm);
                var read = new PgSource(source.Id, PgSourceKind.Subquery, source.Alias) { At = source.At, Lateral = source.Lateral };
                read.Subquery = query;
                Shape(read, source.ColumnAliases, Outputs(query));
                return read;
            case FunctionSource function:
                return ReadFunction(function);
            case ValuesSource values:
                return ReadValues(values);
            case CteSource cte when _ctes.TryGetValue(cte.Cte, out var found):
                found.Cte.References++;
                var reference = new PgSource(source.Id, PgSourceKind.Cte, source.Alias) { At = source.At };
                reference.Cte = cte.Cte;
                Shape(reference, source.ColumnAliases, found.Shape.Columns.Select((name, i) => (name, found.Shape.Types[i])));
                return reference;
            case UnknownSource unknown:
                Fail(unknown.Reason, unknown.At);
                return new PgSource(source.Id, PgSourceKind.Result, source.Alias) { At = source.At };
            default:
                Fail("the source " + source.Alias + " could not be read", source.At);
                return new PgSource(source.Id, PgSourceKind.Result, source.Alias) { At = source.At };
        }
    }

    private PgSource ReadTable(TableSource source)
    {
        var table = _catalog.Find(source.Table);
        var read = new PgSource(source.Id, PgSourceKind.Relation, source.Alias)
        {
            At = source.At,
            Table = table,
            TableName = table?.Name ?? source.Table,
            Display = source.Display ?? source.Table.Name,
            Sampled = source.Sampled,
        };
        if (table is not null)
        {
            foreach (var column in table.Columns)
            {
                read.Columns.Add(column.Name);
                read.Types.Add(column.Type);
            }
        }

        return read;
    }

    private PgSource ReadFunction(FunctionSource source)
    {
        var call = _exprs.Read(source.Call);
        var read = new PgSource(source.Id, PgSourceKind.Function, source.Alias) { At = source.At, Lateral = source.Lateral };
        read.Call = call;
        var names = source.ColumnAliases.IsEmpty ? ImmutableArray.Create(source.Alias) : source.ColumnAliases;
        foreach (var name in names)
        {
            read.Columns.Add(name);
            read.Types.Add(read.Types.Count == 0 && call.Type.Name != "record" ? call.Type : SqlType.Unknown);
        }

        if (source.WithOrdinality && source.ColumnAliases.Length < 2)
        {
            read.Columns.Add("ordinality");
            read.Types.Add(SqlType.Int8);
        }

        return read;
    }

    private PgSource ReadValues(ValuesSource source)
    {
        var read = new PgSource(source.Id, PgSourceKind.Values, source.Alias) { At = source.At, Lateral = source.Lateral };
        var rows = source.Rows.Select(row => row.Select(_exprs.Read).ToImmutableArray()).ToImmutableArray();
        var width = rows.IsEmpty ? 0 : rows.Max(row => row.Length);
        for (var i = 0; i < width; i++)
        {
            var type = PgTypes.Common(rows.Where(row => i < row.Length).Select(row => row[i].Type));
            read.Columns.Add(i < source.ColumnAliases.Length ? source.ColumnAliases[i] : "column" + (i + 1));
            read.Types.Add(type.IsUnknown ? SqlType.Text : type);
        }

        read.Rows = rows.Select(row => row.Select((item, i) => OperatorResolver.Coerce(item, read.Types[i])).ToImmutableArray()).ToImmutableArray();
        return read;
    }

    private void ReadFrom(PgQuery read, Query query)
    {
        var items = query.From.Items.Select(ReadNode).ToList();
        if (read.ResultSource >= 0 && query.Command is CommandKind.Update or CommandKind.Delete)
        {
            items.Insert(0, new PgLeaf(read.ResultSource));
        }

        if (query.Write?.Rows is { } rows && items.Count == 0)
        {
            items.Add(new PgLeaf(rows));
        }

        Number(read, items);
        read.From = new PgFrom(items, query.From.Where is { } where ? _exprs.ReadBoolean(where) : null);
    }

    /// <summary>Places in the range table: sources as they are met, a join after its sides; what FROM does not name comes last.</summary>
    private void Number(PgQuery read, List<PgJoinNode> items)
    {
        foreach (var item in items)
        {
            Number(read, item);
        }

        foreach (var source in read.Sources)
        {
            if (source.Index == 0)
            {
                source.Index = ++read.RangeLength;
            }
        }
    }

    private void Number(PgQuery read, PgJoinNode node)
    {
        switch (node)
        {
            case PgLeaf leaf when Source(leaf.Source) is { Index: 0 } source:
                source.Index = ++read.RangeLength;
                break;
            case PgJoin join:
                Number(read, join.Left);
                Number(read, join.Right);
                read.RangeLength++;
                break;
            case PgFrom from:
                Number(read, from.Items);
                break;
        }
    }

    private PgJoinNode ReadNode(FromNode node) => node switch
    {
        FromSource source => new PgLeaf(source.Source),
        FromJoin join => new PgJoin(join.Kind, ReadNode(join.Left), ReadNode(join.Right), join.On is { } on ? _exprs.ReadBoolean(on) : null) { At = join.At },
        FromList list => new PgFrom(list.Items.Select(ReadNode).ToList(), list.Where is { } where ? _exprs.ReadBoolean(where) : null),
        _ => new PgFrom(new List<PgJoinNode>(), null),
    };

    private void ReadOutput(PgQuery read, Query query, bool keepUnknown)
    {
        var outputs = query.Command == CommandKind.Select ? read.Targets : read.Returning;
        foreach (var output in query.Output)
        {
            var expr = _exprs.Read(output.Expr);
            if (expr is PgConst { Type.IsUnknown: true } literal && !keepUnknown)
            {
                expr = literal.As(SqlType.Text);
            }

            read.HasTargetSets |= PgWalk.Any(expr, static part => part is PgFunc { Traits.ReturnsSet: true });
            outputs.Add(new PgTarget(output.Name, expr));
        }

        read.HasGroupingSets = !query.GroupingSets.IsEmpty;
        read.GroupRefs.AddRange(query.GroupBy.Select(expr => Target(read, query, expr)));
        read.Having = query.Having is { } having ? _exprs.ReadBoolean(having) : null;
        read.Distinct = query.Distinct;
        read.DistinctRefs.AddRange(query.DistinctOn.Select(expr => Target(read, query, expr)));
        read.OrderRefs.AddRange(query.OrderBy.Select(item => Target(read, query, item.Expr)));
        read.Limit = query.Limit is { } limit ? Count(limit) : null;
        read.Offset = query.Offset is { } offset ? Count(offset) : null;
    }

    /// <summary>The target that is this expression; one more, as junk, if there is none (<c>findTargetlistEntrySQL99</c>).</summary>
    private int Target(PgQuery read, Query query, Expr expr)
    {
        for (var i = 0; i < query.Output.Length && i < read.Targets.Count; i++)
        {
            if (ReferenceEquals(query.Output[i].Expr, expr))
            {
                return i;
            }
        }

        var translated = _exprs.Read(expr);
        var index = read.Targets.FindIndex(target => target.Expr.Same(translated));
        if (index < 0)
        {
            index = read.Targets.Count;
            read.Targets.Add(new PgTarget("?column?", translated, true));
        }

        return index;
    }

    private PgExpr Count(Expr expr) => OperatorResolver.Coerce(_exprs.Read(expr), SqlType.Int8);

    /// <summary>Untyped literals of a set operation's arms take the column's common type (<c>transformSetOperationTree</c>).</summary>
    private static void UnifyArms(PgQuery read)
    {
        var width = read.Sources.Count == 0 ? 0 : read.Sources.Min(source => source.Columns.Count);
        for (var i = 0; i < width; i++)
        {
            var common = PgTypes.Common(read.Sources.Select(source => source.Types[i]));
            common = common.IsUnknown ? SqlType.Text : common;
            foreach (var source in read.Sources)
            {
                if (source.Types[i].IsUnknown && source.Subquery is { } arm && arm.Targets[i].Expr is PgConst literal)
                {
                    arm.Targets[i] = arm.Targets[i].With(OperatorResolver.Coerce(literal, common));
                    source.Types[i] = common;
                }
            }
        }
    }

    private PgSetNode ReadSet(SetNode node) => node switch
    {
        SetBranch branch => new PgSetBranch(branch.Kind, branch.All, ReadSet(branch.Left), ReadSet(branch.Right)),
        SetLeaf leaf => new PgSetLeaf(leaf.Source),
        _ => new PgSetLeaf(-1),
    };
}
