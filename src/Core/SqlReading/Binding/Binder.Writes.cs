using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>INSERT, UPDATE, DELETE and MERGE (<c>analyze.c</c>, <c>parse_merge.c</c>).</summary>
internal sealed partial class Binder
{
    private Query BindWrite(WriteSyntax syntax, Scope? outer, CteScope? ctes)
    {
        var scope = new Scope(outer, ctes);
        var target = new TableSource(NextSource(), syntax.Target.Alias ?? syntax.Target.Name.Name, syntax.Target.Name)
        {
            At = At(syntax.Target.Start, syntax.Target.End),
            Only = syntax.Target.Only,
        };
        var item = TableItem(target.Id, target.Alias, syntax.Target);
        return syntax.Kind switch
        {
            CommandKind.Insert => BindInsert(syntax, target, item, scope),
            CommandKind.Merge => BindMerge(syntax, target, item, scope),
            _ => BindUpdateOrDelete(syntax, target, item, scope),
        };
    }

    private static SqlType ColumnType(NamespaceItem item, string column) => item.Find(column)?.Value.Type ?? SqlType.Unknown;

    private Query BindInsert(WriteSyntax syntax, TableSource target, NamespaceItem item, Scope scope)
    {
        var sources = new List<Source>();
        if (syntax.Rows is ValuesSyntax { With: null, OrderBy.Count: 0, Limit: null, Offset: null } values)
        {
            var rows = BindRows(values, new Scope(scope.Outer, scope.Ctes), "*VALUES*") with { At = At(values.Start, values.End) };
            sources.Add(rows with { Rows = ForColumns(rows.Rows, syntax.Columns, item) });
        }
        else if (syntax.Rows is not null)
        {
            // Untyped literals become what the target column is.
            var query = BindQuery(syntax.Rows, scope.Outer, scope.Ctes);
            var output = Named(query.Output, []);
            for (var i = 0; i < output.Length && query.SetOperation is null; i++)
            {
                if (output[i].Expr.Type.IsUnknown)
                {
                    output = output.SetItem(i, output[i] with { Expr = Coerce(output[i].Expr, TypeAt(i, syntax.Columns, item)) });
                }
            }

            sources.Add(new SubquerySource(NextSource(), "*SELECT*", query with { Output = output }) { At = query.At });
        }

        scope.Items.Add(item);
        return new Query
        {
            Command = CommandKind.Insert,
            Sources = [.. sources],
            Output = BindOutputs(syntax.Returning, scope),
            Write = new WriteTarget(target)
            {
                Columns = syntax.Columns is null ? null : [.. syntax.Columns],
                Rows = sources.Count > 0 ? sources[0].Id : null,
                OnConflict = syntax.Conflict is null ? null : BindConflict(syntax, syntax.Conflict, item, scope),
            },
        };
    }

    private static SqlType TypeAt(int index, List<string>? columns, NamespaceItem item) =>
        columns is null
            ? index < item.Columns.Count ? item.Columns[index].Value.Type : SqlType.Unknown
            : index < columns.Count ? ColumnType(item, columns[index]) : SqlType.Unknown;

    private static ImmutableArray<ImmutableArray<Expr>> ForColumns(ImmutableArray<ImmutableArray<Expr>> rows, List<string>? columns, NamespaceItem item)
    {
        var result = ImmutableArray.CreateBuilder<ImmutableArray<Expr>>(rows.Length);
        foreach (var row in rows)
        {
            var values = ImmutableArray.CreateBuilder<Expr>(row.Length);
            for (var i = 0; i < row.Length; i++)
            {
                values.Add(Coerce(row[i], TypeAt(i, columns, item)));
            }

            result.Add(values.MoveToImmutable());
        }

        return result.MoveToImmutable();
    }

    private ConflictClause BindConflict(WriteSyntax syntax, ConflictSyntax conflict, NamespaceItem target, Scope scope)
    {
        var targetWhere = conflict.TargetWhere is null ? null : Condition(conflict.TargetWhere, scope);
        var excluded = TableItem(NextSource(), "excluded", new TableSyntax(syntax.Target.Name) { Alias = "excluded" });
        excluded.HasBareColumns = false;
        scope.Items.Add(excluded);
        var clause = new ConflictClause(
            BindSet(conflict.Set, target, scope),
            conflict.Where is null ? null : Condition(conflict.Where, scope))
        {
            Excluded = excluded.Source,
            Updates = conflict.Update,
            TargetWhere = targetWhere,
        };
        scope.Items.Remove(excluded);
        return clause;
    }

    private ImmutableArray<Assignment> BindSet(List<SetItemSyntax> items, NamespaceItem target, Scope scope)
    {
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        foreach (var item in items)
        {
            var at = At(item.Start, item.End);
            if (!item.Row)
            {
                assignments.Add(Assign(item.Columns[0], Bind(item.Value, scope), target, at));
                continue;
            }

            // PostgreSQL runs a row subquery once and hands out its columns (MULTIEXPR_SUBLINK).
            var row = item.Value is ListSyntax { Kind: ListKind.Row } list ? BindAll(list.Items, scope) : [Bind(item.Value, scope)];
            for (var i = 0; i < item.Columns.Count; i++)
            {
                var value = i < row.Length
                    ? row[i]
                    : new OpaqueExpr("a column of the row", [], Fatal: false) { At = at, Volatility = Volatility.Immutable };
                assignments.Add(Assign(item.Columns[i], value, target, at));
            }
        }

        return assignments.ToImmutable();
    }

    private static Assignment Assign(string column, Expr value, NamespaceItem target, Origin at) =>
        new(column, value is DefaultExpr ? value : Coerce(value, ColumnType(target, column))) { At = at };

    private Query BindUpdateOrDelete(WriteSyntax syntax, TableSource target, NamespaceItem item, Scope scope)
    {
        scope.Items.Add(item);
        var sources = new List<Source>();
        var from = BindFrom(syntax.From, scope, sources);
        return new Query
        {
            Command = syntax.Kind,
            Sources = [.. sources],
            From = new FromList(from, syntax.Where is null ? null : Condition(syntax.Where, scope)),
            Output = BindOutputs(syntax.Returning, scope),
            Write = new WriteTarget(target) { Assignments = BindSet(syntax.Set, item, scope), CurrentOf = syntax.CurrentOf },
        };
    }

    private Query BindMerge(WriteSyntax syntax, TableSource target, NamespaceItem item, Scope scope)
    {
        // The target is named first, but the source cannot refer to it.
        var sources = new List<Source>();
        var from = BindFrom(syntax.From, scope, sources);
        scope.Items.Insert(0, item);
        var actions = ImmutableArray.CreateBuilder<MergeAction>();
        foreach (var action in syntax.Actions)
        {
            var values = BindAll(action.Values, scope);
            var columns = action.Columns.Count > 0 || values.IsEmpty ? action.Columns : null;
            actions.Add(new MergeAction(action.Match, action.Kind, action.Condition is null ? null : Condition(action.Condition, scope))
            {
                Assignments = BindSet(action.Set, item, scope),
                InsertColumns = columns is null ? FirstColumns(item, values.Length) : [.. columns],
                InsertValues = values.IsEmpty ? values : ForColumns([values], columns, item)[0],
            });
        }

        return new Query
        {
            Command = CommandKind.Merge,
            Sources = [.. sources],
            From = new FromList(from, null),
            Output = BindOutputs(syntax.Returning, scope),
            Write = new WriteTarget(target)
            {
                MergeSource = sources.Count > 0 ? sources[0].Id : null,
                MergeOn = syntax.On is null ? null : Condition(syntax.On, scope),
                MergeActions = actions.ToImmutable(),
            },
        };
    }

    private static ImmutableArray<string> FirstColumns(NamespaceItem item, int count)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < count && i < item.Columns.Count; i++)
        {
            names.Add(item.Columns[i].Name);
        }

        return names.ToImmutable();
    }
}
