using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;
using ShardSafety.Core.SqlReading.Types;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>Joins: what they join on, and which names are seen through them.</summary>
internal sealed partial class Binder
{
    private FromNode BindJoin(JoinSyntax syntax, Scope scope, List<Source> sources)
    {
        // Joins that lean to the left are walked without recursion.
        var spine = new Stack<JoinSyntax>();
        FromSyntax leftmost = syntax;
        while (leftmost is JoinSyntax inner)
        {
            spine.Push(inner);
            leftmost = inner.Left;
        }

        var first = scope.Items.Count;
        var node = BindFromItem(leftmost, scope, sources);
        while (spine.Count > 0)
        {
            var join = spine.Pop();
            var middle = scope.Items.Count;
            var right = BindFromItem(join.Right, scope, sources);
            var on = JoinCondition(join, scope, first, middle);
            node = new FromJoin(join.Kind, node, right, on) { At = At(join.Start, join.End) };
        }

        return node;
    }

    private Expr? JoinCondition(JoinSyntax join, Scope scope, int first, int middle)
    {
        Expr? condition = null;
        if (join.Natural || join.Using is not null)
        {
            condition = Merge(join, scope, first, middle);
        }
        else if (join.On is not null)
        {
            var before = scope.First;
            scope.First = first;
            condition = Bind(join.On, scope);
            scope.First = before;
        }

        if (join.Alias is not null)
        {
            HideBehind(join, scope, first);
        }

        return condition;
    }

    /// <summary>USING and NATURAL: pairs of columns are equal and become one.</summary>
    private Expr? Merge(JoinSyntax join, Scope scope, int first, int middle)
    {
        var names = join.Using ?? SharedNames(scope, first, middle);
        var merged = new NamespaceItem(join.UsingAlias, -1) { IsNamed = join.UsingAlias is not null };
        var conditions = ImmutableArray.CreateBuilder<Expr>();
        var at = At(join.Start, join.End);
        foreach (var name in names)
        {
            var left = SideColumn(scope, first, middle, name, at);
            var right = SideColumn(scope, middle, scope.Items.Count, name, at);
            conditions.Add(Operate("=", left, right, at));
            Expr value = join.Kind switch
            {
                JoinKind.Full => new CoalesceExpr([left, right]) { Type = TypeKinds.Common(left.Type, right.Type) },
                JoinKind.Right => right,
                _ => left,
            };
            merged.Columns.Add(new ScopeColumn(name, value));
        }

        var all = new NamespaceItem(null, -1) { IsNamed = false, Columns = [.. merged.Columns] };
        TakeColumns(all, scope, first, names);
        scope.Items.Add(all);
        if (merged.IsNamed)
        {
            merged.HasBareColumns = false;
            scope.Items.Add(merged);
        }

        return conditions.Count switch
        {
            0 => null,
            1 => conditions[0],
            _ => new BoolExpr(BoolOp.And, conditions.ToImmutable()) { Type = SqlType.Bool, At = at },
        };
    }

    /// <summary>Moves what bare names see from the items of a join to the join itself.</summary>
    private static void TakeColumns(NamespaceItem join, Scope scope, int first, List<string> except)
    {
        var merged = new HashSet<string>(except);
        for (var i = first; i < scope.Items.Count; i++)
        {
            var item = scope.Items[i];
            if (!item.HasBareColumns)
            {
                continue;
            }

            foreach (var column in item.Columns)
            {
                if (!merged.Contains(column.Name))
                {
                    join.Columns.Add(column);
                }
            }

            // What is unknown stays where it is, so that its columns can still be found there.
            item.HasBareColumns = item.IsOpen && item.Source >= 0;
            if (item.HasBareColumns)
            {
                item.Columns = item.Columns.FindAll(_ => false);
            }
        }
    }

    private static List<string> SharedNames(Scope scope, int first, int middle)
    {
        var left = new HashSet<string>();
        var shared = new List<string>();
        for (var i = first; i < scope.Items.Count; i++)
        {
            if (!scope.Items[i].HasBareColumns)
            {
                continue;
            }

            foreach (var column in scope.Items[i].Columns)
            {
                if (i < middle)
                {
                    left.Add(column.Name);
                }
                else if (left.Remove(column.Name))
                {
                    shared.Add(column.Name);
                }
            }
        }

        return shared;
    }

    private static Expr SideColumn(Scope scope, int first, int end, string name, Origin at)
    {
        NamespaceItem? open = null;
        for (var i = first; i < end; i++)
        {
            var item = scope.Items[i];
            if (item.HasBareColumns && item.Find(name) is { } column)
            {
                return column.Value with { At = at };
            }

            if (item.HasBareColumns && item.Source >= 0 && (item.IsOpen || open is null))
            {
                open = item;
            }
        }

        return open is null ? Opaque("no column '" + name + "' is known here", at) : new ColumnRef(open.Source, name) { At = at };
    }

    /// <summary>A join with an alias hides the names inside it.</summary>
    private static void HideBehind(JoinSyntax join, Scope scope, int first)
    {
        var alias = new NamespaceItem(join.Alias, -1);
        TakeColumns(alias, scope, first, []);
        var opens = 0;
        for (var i = first; i < scope.Items.Count; i++)
        {
            var item = scope.Items[i];
            item.IsNamed = false;
            if (item.IsOpen && item.Source >= 0)
            {
                alias.OpenSource = opens++ == 0 ? item.Source : -1;
            }
        }

        if (opens == 0)
        {
            Rename(alias, join.Columns);
        }

        scope.Items.Add(alias);
    }
}
