using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Finishing;

/// <summary>
/// Makes a <see cref="Query"/> of a <see cref="Select"/>: settles where every column is read from, gives sources their
/// numbers, and leaves out of subqueries what nothing uses (EF Core's <c>SqlTreePruner</c>).
/// </summary>
internal sealed partial class Finisher
{
    private const int MaxDepth = 150;

    private readonly HashSet<Select> _visible = [];
    private readonly Dictionary<FromTable, int> _ids = [];
    private readonly HashSet<FromTable> _used = [];
    private readonly Dictionary<FromTable, HashSet<string>> _columns = [];
    private int _next = 1;
    private int _depth;

    public Query Finish(Select select, IReadOnlyList<(string Name, Expr Expr)> outputs)
    {
        if (++_depth > MaxDepth)
        {
            _depth--;
            return new Query { Unreadable = ImmutableArray.Create(new Unreadable("the query nests too deep", Origin.None)) };
        }

        if ((AsBareSetOperation(select, outputs) ?? AsBareSql(select, outputs)) is { } bare)
        {
            _depth--;
            return bare;
        }

        _visible.Add(select);
        foreach (var entry in select.Tables)
        {
            _ids[entry.Table] = _next++;
        }

        var list = ImmutableArray.CreateBuilder<OutputColumn>();
        foreach (var (name, expr) in outputs)
        {
            list.Add(new OutputColumn(name, Resolve(expr, optimized: false)));
        }

        if (list.Count == 0)
        {
            list.Add(new OutputColumn("?column?", new Constant(1L) { Type = SqlType.Int4 }));
        }

        var where = Condition(select.Where);
        var having = Condition(select.Having);
        var groupBy = ImmutableArray.CreateBuilder<Expr>();
        foreach (var term in select.GroupBy)
        {
            groupBy.Add(Resolve(term, optimized: false));
        }

        var orderings = ImmutableArray.CreateBuilder<OrderItem>();
        foreach (var ordering in select.Orderings)
        {
            orderings.Add(ordering with { Expr = Resolve(ordering.Expr, optimized: false) });
        }

        var limit = select.Limit is null ? null : Resolve(select.Limit, optimized: false);
        var offset = select.Offset is null ? null : Resolve(select.Offset, optimized: false);
        var (from, sources) = FromClause(select, where);
        _visible.Remove(select);
        _depth--;
        return new Query
        {
            Sources = sources,
            From = from,
            Output = list.ToImmutable(),
            GroupBy = groupBy.ToImmutable(),
            Having = having,
            Distinct = select.Distinct,
            OrderBy = orderings.ToImmutable(),
            Limit = limit,
            Offset = offset,
        };
    }

    /// <summary>Tables are finished last to first: a later one may use columns of those before it, never the other way.</summary>
    private (FromList From, ImmutableArray<Source> Sources) FromClause(Select select, Expr? where)
    {
        var sources = new Source?[select.Tables.Count];
        var conditions = new Expr?[select.Tables.Count];
        for (var i = select.Tables.Count - 1; i >= 0; i--)
        {
            var entry = select.Tables[i];
            if (entry.Prunable && !_used.Contains(entry.Table))
            {
                continue;
            }

            conditions[i] = entry.On is null ? null : Resolve(entry.On, optimized: true);
            sources[i] = SourceOf(entry.Table, entry.Kind);
        }

        FromNode? tree = null;
        var used = ImmutableArray.CreateBuilder<Source>();
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] is not { } source)
            {
                continue;
            }

            used.Add(source);
            var entry = select.Tables[i];
            var leaf = new FromSource(source.Id);
            tree = tree is null ? leaf : new FromJoin(KindOf(entry.Kind), tree, leaf, conditions[i] ?? (entry.Kind == EntryKind.OuterApply ? new Constant(true) { Type = SqlType.Bool } : null)) { At = entry.At };
        }

        return (new FromList(tree is null ? ImmutableArray<FromNode>.Empty : ImmutableArray.Create(tree), where), used.ToImmutable());
    }

    private static JoinKind KindOf(EntryKind kind) => kind switch
    {
        EntryKind.Left or EntryKind.OuterApply => JoinKind.Left,
        EntryKind.Right => JoinKind.Right,
        _ => JoinKind.Inner,
    };

    private Source SourceOf(FromTable table, EntryKind kind)
    {
        var id = _ids[table];
        var alias = Alias(table, id);
        var lateral = kind is EntryKind.CrossApply or EntryKind.OuterApply;
        switch (table)
        {
            case BaseTable plain:
                return new TableSource(id, alias, plain.Name) { Display = plain.Display, At = plain.At };
            case SubqueryTable subquery:
                return new SubquerySource(id, alias, Finish(subquery.Query, Outputs(subquery.Query))) { Lateral = lateral, At = table.At };
            case SetTable set:
                Prune(set);
                return new SubquerySource(id, alias, SetQuery(set)) { Lateral = lateral, At = table.At };
            case FunctionTable function:
                return new FunctionSource(id, alias, (FuncExpr)Resolve(function.Call, optimized: false)) { ColumnAliases = function.Columns, Lateral = true, At = table.At };
            case ValuesTable values:
                var rows = ImmutableArray.CreateBuilder<ImmutableArray<Expr>>();
                foreach (var item in values.Items)
                {
                    rows.Add(ImmutableArray.Create(Resolve(item, optimized: false)));
                }

                return new ValuesSource(id, alias, rows.ToImmutable()) { ColumnAliases = ImmutableArray.Create("Value"), At = table.At };
            case RawTable raw:
                return RawQuery(raw, out var reason) is { } written
                    ? new SubquerySource(id, alias, written) { At = table.At }
                    : new UnknownSource(id, alias, reason) { At = table.At };
            case UnionTable union:
                return new SubquerySource(id, alias, UnionQuery(union)) { At = table.At };
            default:
                return new UnknownSource(id, alias, "a source of unknown make") { At = table.At };
        }
    }

    private static string Alias(FromTable table, int id) =>
        char.ToLowerInvariant(table.AliasBase.Length > 0 ? table.AliasBase[0] : 't') + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a subquery gives: all that counts under DISTINCT, else what was asked of it.</summary>
    private static List<(string, Expr)> Outputs(Select select)
    {
        var outputs = new List<(string, Expr)>();
        foreach (var slot in select.Fixed ?? select.Exposed)
        {
            outputs.Add((slot.Name, slot.Expr));
        }

        return outputs;
    }

    private Expr? Condition(List<Expr> conjuncts)
    {
        if (conjuncts.Count == 0)
        {
            return null;
        }

        var args = ImmutableArray.CreateBuilder<Expr>();
        foreach (var conjunct in conjuncts)
        {
            var resolved = Resolve(conjunct, optimized: true);
            if (resolved is Constant { Value: false })
            {
                return resolved;
            }

            if (resolved is BoolExpr { Op: BoolOp.And } and)
            {
                args.AddRange(and.Args);
            }
            else
            {
                args.Add(resolved);
            }
        }

        return args.Count == 1 ? args[0] : new BoolExpr(BoolOp.And, args.ToImmutable()) { Type = SqlType.Bool };
    }
}
