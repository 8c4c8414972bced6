using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;
using ShardSafety.Core.SqlReading.Types;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>FROM: sources, their columns, and what joins merge (<c>parse_clause.c</c>).</summary>
internal sealed partial class Binder
{
    private ImmutableArray<FromNode> BindFrom(List<FromSyntax> items, Scope scope, List<Source> sources)
    {
        var nodes = ImmutableArray.CreateBuilder<FromNode>(items.Count);
        foreach (var item in items)
        {
            nodes.Add(BindFromItem(item, scope, sources));
        }

        return nodes.MoveToImmutable();
    }

    private FromNode BindFromItem(FromSyntax syntax, Scope scope, List<Source> sources)
    {
        if (syntax is JoinSyntax join)
        {
            return BindJoin(join, scope, sources);
        }

        var (source, item) = BindSource(syntax, scope);
        sources.Add(source);
        scope.Items.Add(item);
        return new FromSource(source.Id);
    }

    private (Source Source, NamespaceItem Item) BindSource(FromSyntax syntax, Scope scope)
    {
        var at = At(syntax.Start, syntax.End);
        switch (syntax)
        {
            case TableSyntax { Name.Schema: null } table when scope.Ctes?.Find(table.Name.Name) is { } cte:
                return BindCteReference(table, cte, at);
            case TableSyntax table:
                return BindTable(table, at);
            case DerivedSyntax { Query: ValuesSyntax { OrderBy.Count: 0, Limit: null, Offset: null, With: null } values } derived:
                return BindValuesSource(derived, values, scope, at);
            case DerivedSyntax derived:
                var query = BindQuery(derived.Query, derived.Lateral ? scope : scope.Outer, scope.Ctes);
                query = query with { Output = Named(query.Output, derived.Columns) };
                var source = new SubquerySource(NextSource(), derived.Alias ?? "unnamed_subquery", query)
                {
                    At = at,
                    Lateral = derived.Lateral,
                    ColumnAliases = [.. derived.Columns],
                };
                return (source, ItemOf(source.Id, derived.Alias, query.Output, IsOpen(query)));
            default:
                return BindFunctionSource((FunctionSyntax)syntax, scope, at);
        }
    }

    private static NamespaceItem ItemOf(int source, string? alias, IEnumerable<OutputColumn> outputs, bool open)
    {
        var item = new NamespaceItem(alias, source) { IsOpen = open };
        foreach (var output in outputs)
        {
            if (output.Expr is not RowRef || output.Name != "*")
            {
                item.Columns.Add(new ScopeColumn(output.Name, new ColumnRef(source, output.Name) { Type = output.Expr.Type }));
            }
        }

        return item;
    }

    private (Source, NamespaceItem) BindCteReference(TableSyntax table, CteEntry cte, Origin at)
    {
        var source = new CteSource(NextSource(), table.Alias ?? table.Name.Name, cte.Id) { At = at, ColumnAliases = [.. table.Columns] };
        var item = ItemOf(source.Id, source.Alias, cte.Columns, cte.IsOpen);
        Rename(item, table.Columns);
        return (source, item);
    }

    private (Source, NamespaceItem) BindTable(TableSyntax table, Origin at)
    {
        var source = new TableSource(NextSource(), table.Alias ?? table.Name.Name, table.Name)
        {
            At = at,
            Only = table.Only,
            Sampled = table.Sampled,
            ColumnAliases = [.. table.Columns],
        };
        var item = TableItem(source.Id, source.Alias, table);
        Rename(item, table.Columns);
        return (source, item);
    }

    private NamespaceItem TableItem(int source, string alias, TableSyntax table)
    {
        var model = _options.FindTable(table.Name);
        var item = new NamespaceItem(alias, source)
        {
            IsTable = true,
            IsOpen = model is null || model.Columns.IsEmpty,
            Schema = table.Alias is null ? table.Name.Schema : null,
        };
        foreach (var column in model?.Columns ?? [])
        {
            item.Columns.Add(new ScopeColumn(column.Name, new ColumnRef(source, column.Name) { Type = column.Type }));
        }

        return item;
    }

    /// <summary>An alias list gives new names. A table's columns stay what they are; other sources have no names but those.</summary>
    private static void Rename(NamespaceItem item, List<string> aliases)
    {
        for (var i = 0; i < aliases.Count; i++)
        {
            if (i < item.Columns.Count)
            {
                var value = item.Columns[i].Value;
                item.Columns[i] = new ScopeColumn(aliases[i], item.IsTable || item.Source < 0 ? value : new ColumnRef(item.Source, aliases[i]) { Type = value.Type });
            }
            else
            {
                item.Columns.Add(new ScopeColumn(aliases[i], new ColumnRef(item.Source, aliases[i])));
            }
        }
    }

    private (Source, NamespaceItem) BindValuesSource(DerivedSyntax derived, ValuesSyntax values, Scope scope, Origin at)
    {
        var inner = new Scope(derived.Lateral ? scope : scope.Outer, scope.Ctes);
        var source = BindRows(values, inner, derived.Alias ?? "*VALUES*") with
        {
            At = at,
            Lateral = derived.Lateral,
            ColumnAliases = [.. derived.Columns],
        };
        var item = ItemOf(source.Id, derived.Alias, ValuesOutput(source), open: false);
        Rename(item, derived.Columns);
        return (source, item);
    }

    private (Source, NamespaceItem) BindFunctionSource(FunctionSyntax syntax, Scope scope, Origin at)
    {
        // A function in FROM sees what is before it, with or without LATERAL.
        var calls = new List<FuncExpr>();
        foreach (var call in syntax.Calls)
        {
            calls.Add(Bind(call, scope) as FuncExpr ?? new FuncExpr(FunctionName(call.Name), BindAll(call.Args, scope)) { At = At(call) });
        }

        var function = calls is [var only] ? only : new FuncExpr("rows from", [.. calls]) { At = at, Volatility = Volatility.Stable };
        var source = new FunctionSource(NextSource(), syntax.Alias ?? function.Name, function)
        {
            At = at,
            Lateral = true,
            WithOrdinality = syntax.WithOrdinality,
            ColumnAliases = [.. syntax.Columns],
        };
        var item = new NamespaceItem(source.Alias, source.Id);
        FunctionColumns(syntax, function, item);
        if (syntax.WithOrdinality)
        {
            item.Columns.Add(new ScopeColumn("ordinality", new ColumnRef(source.Id, "ordinality") { Type = SqlType.Int8 }));
        }

        if (syntax.ColumnTypes.Count == 0)
        {
            Rename(item, syntax.Columns);
        }

        return (source, item);
    }

    private static void FunctionColumns(FunctionSyntax syntax, FuncExpr function, NamespaceItem item)
    {
        if (syntax.ColumnTypes.Count > 0)
        {
            for (var i = 0; i < syntax.Columns.Count; i++)
            {
                var type = i < syntax.ColumnTypes.Count ? syntax.ColumnTypes[i] : SqlType.Unknown;
                item.Columns.Add(new ScopeColumn(syntax.Columns[i], new ColumnRef(item.Source, syntax.Columns[i]) { Type = type }));
            }

            return;
        }

        var columns = Functions.Columns(function.Name);
        if (!columns.IsEmpty)
        {
            item.IsScalar = columns.Length == 1;
            foreach (var name in columns)
            {
                item.Columns.Add(new ScopeColumn(name, new ColumnRef(item.Source, name) { Type = columns.Length == 1 ? function.Type : SqlType.Unknown }));
            }
        }
        else if (function is { Name: "unnest", Args.Length: > 1 })
        {
            foreach (var arg in function.Args)
            {
                var type = arg.Type.Element() ?? SqlType.Unknown;
                item.Columns.Add(new ScopeColumn("unnest", new ColumnRef(item.Source, "unnest") { Type = type }));
            }
        }
        else if (syntax.OwnColumns || syntax.Calls.Count > 1 || (function.Type.IsUnknown && syntax.Columns.Count != 1))
        {
            item.IsOpen = true;
        }
        else
        {
            // A plain value: its one column goes by the alias.
            item.IsScalar = true;
            item.Columns.Add(new ScopeColumn(item.Alias!, new ColumnRef(item.Source, item.Alias!) { Type = function.Type }));
        }
    }
}
