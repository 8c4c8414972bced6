using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>
/// Resolves the names of one statement and gives its expressions types, as PostgreSQL's parse analysis does
/// (<c>src/backend/parser/analyze.c</c> and its neighbours).
/// </summary>
internal sealed partial class Binder
{
    private readonly SqlReaderOptions _options;
    private int _lastSource;
    private int _lastCte;

    private Binder(SqlReaderOptions options)
    {
        _options = options;
        _lastSource = options.FirstSource - 1;
        _lastCte = options.FirstSource - 1;
    }

    /// <summary>Resolves a statement as read.</summary>
    public static Statement Bind(StatementSyntax syntax, SqlReaderOptions options)
    {
        var binder = new Binder(options);
        var tables = ImmutableArray.CreateBuilder<TableSource>();
        foreach (var table in syntax.Tables)
        {
            tables.Add(new TableSource(binder.NextSource(), table.Name.Name, table.Name) { At = binder.At(table.Start, table.End), Only = table.Only });
        }

        // What failed to parse has only a beginning, which would pass for a whole.
        var query = syntax.Query is null || syntax.Error is not null ? null : binder.BindQuery(syntax.Query, null, null);
        return new Statement(syntax.Kind, query)
        {
            Verb = syntax.Verb,
            Tables = tables.ToImmutable(),
            Unreadable = syntax.Error is null ? [] : [syntax.Error],
        };
    }

    private int NextSource() => ++_lastSource;

    private Origin At(int start, int end) => new(_options.Number, start, System.Math.Max(0, end - start));

    private Origin At(ExprSyntax syntax) => At(syntax.Start, syntax.End);

    private static OpaqueExpr Opaque(string reason, Origin at) =>
        new(reason, [], Fatal: false) { At = at, Volatility = Volatility.Immutable };

    private Query BindQuery(QuerySyntax syntax, Scope? outer, CteScope? ctes)
    {
        var with = BindWith(syntax.With, outer, ref ctes);
        var query = syntax switch
        {
            SelectSyntax select => BindSelect(select, outer, ctes),
            ValuesSyntax values => BindValues(values, outer, ctes),
            SetSyntax set => BindSet(set, outer, ctes),
            WriteSyntax write => BindWrite(write, outer, ctes),
            _ => new Query(),
        };
        return query with { With = with, At = At(syntax.Start, syntax.End) };
    }

    private ImmutableArray<CommonTable> BindWith(WithSyntax? syntax, Scope? outer, ref CteScope? ctes)
    {
        if (syntax is null)
        {
            return [];
        }

        var scope = new CteScope(ctes);
        ctes = scope;
        var tables = ImmutableArray.CreateBuilder<CommonTable>();
        foreach (var item in syntax.Items)
        {
            var entry = new CteEntry(++_lastCte);
            var query = syntax.Recursive
                ? BindRecursive(item, entry, outer, scope)
                : BindQuery(item.Query, outer, scope);
            query = query with { Output = Named(query.Output, item.Columns) };
            entry.Columns = [.. query.Output];
            entry.IsOpen = IsOpen(query);
            foreach (var extra in item.ExtraColumns)
            {
                entry.Columns.Add(new OutputColumn(extra, Opaque("a column of SEARCH or CYCLE", Origin.None)));
            }

            scope.Add(item.Name, entry);
            tables.Add(new CommonTable(entry.Id, item.Name, query)
            {
                At = At(item.Start, item.End),
                ColumnAliases = [.. item.Columns],
                Recursive = _recursive.Contains(entry.Id),
                BehindRecursive = syntax.Recursive,
                Searches = item.Searches,
                Materialized = item.Materialized,
            });
        }

        return tables.ToImmutable();
    }

    private readonly HashSet<int> _recursive = [];

    /// <summary>A query that may refer to itself: the columns of its first arm are what the others see.</summary>
    private Query BindRecursive(CteSyntax item, CteEntry entry, Scope? outer, CteScope scope)
    {
        if (item.Query is SetSyntax set)
        {
            return BindSet(item, set, entry, outer, scope);
        }

        return BindQuery(item.Query, outer, scope);
    }

    /// <summary>Outputs under the names of an alias list, each name once, so that a name says which column is meant.</summary>
    private static ImmutableArray<OutputColumn> Named(ImmutableArray<OutputColumn> outputs, List<string> aliases)
    {
        var taken = new HashSet<string>();
        var named = ImmutableArray.CreateBuilder<OutputColumn>(outputs.Length);
        for (var i = 0; i < outputs.Length; i++)
        {
            var name = i < aliases.Count ? aliases[i] : outputs[i].Name;
            if (!taken.Add(name))
            {
                name = name + ":" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                taken.Add(name);
            }

            named.Add(name == outputs[i].Name ? outputs[i] : outputs[i] with { Name = name });
        }

        return named.MoveToImmutable();
    }

    /// <summary>Whether a star over a table that the model does not have leaves the outputs unknown.</summary>
    private static bool IsOpen(Query query)
    {
        foreach (var output in query.Output)
        {
            if (output.Expr is RowRef && output.Name == "*")
            {
                return true;
            }
        }

        return false;
    }
}
