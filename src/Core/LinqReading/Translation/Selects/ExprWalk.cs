using System.Collections.Generic;
using ShardSafety.Core.Planning.Explaining;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Selects;

/// <summary>The parts of an expression, one level down; subqueries that are not finished are not entered.</summary>
internal static class ExprWalk
{
    public static IEnumerable<Expr> Children(Expr expr)
    {
        switch (expr)
        {
            case WindowExpr window:
                return WindowParts(window);
            case ClrEquality equality:
                return [equality.Left, equality.Right];
            case ClrContains contains:
                return [contains.Item];
            default:
                return ExprParts.Of(expr);
        }
    }

    private static IEnumerable<Expr> WindowParts(WindowExpr window)
    {
        foreach (var arg in window.Args)
        {
            yield return arg;
        }

        foreach (var partition in window.Window.PartitionBy)
        {
            yield return partition;
        }

        foreach (var order in window.Window.OrderBy)
        {
            yield return order.Expr;
        }
    }
}

/// <summary>Looks for references to a select in another one that is about to be joined to it.</summary>
internal sealed class OuterReferences(Select outer)
{
    public bool In(Expr root)
    {
        var stack = new Stack<Expr>();
        stack.Push(root);
        while (stack.Count > 0)
        {
            var expr = stack.Pop();
            switch (expr)
            {
                case LogicalColumn column when outer.Holds(column.Table):
                    return true;
                case LogicalSlot slot:
                    stack.Push(slot.Slot.Expr);
                    break;
                case LogicalSubquery subquery:
                    if (In(subquery.Query) || InAny(subquery.Outputs))
                    {
                        return true;
                    }

                    break;
                case ClrContains contains:
                    if (In(contains.Query) || In(contains.Output))
                    {
                        return true;
                    }

                    break;
            }

            foreach (var child in ExprWalk.Children(expr))
            {
                stack.Push(child);
            }
        }

        return false;
    }

    public bool In(Select select)
    {
        if (InAny(select.Where) || InAny(select.GroupBy) || InAny(select.Having) || InMaybe(select.Limit) || InMaybe(select.Offset))
        {
            return true;
        }

        foreach (var ordering in select.Orderings)
        {
            if (In(ordering.Expr))
            {
                return true;
            }
        }

        foreach (var slot in select.Fixed ?? select.Slots)
        {
            if (In(slot.Expr))
            {
                return true;
            }
        }

        foreach (var entry in select.Tables)
        {
            if (InMaybe(entry.On) || entry.Table switch
            {
                SubqueryTable subquery => In(subquery.Query),
                SetTable set => In(set.Left) || In(set.Right),
                FunctionTable function => In(function.Call),
                ValuesTable values => InAny(values.Items),
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    private bool InMaybe(Expr? expr) => expr is not null && In(expr);

    private bool InAny(IEnumerable<Expr> exprs)
    {
        foreach (var expr in exprs)
        {
            if (In(expr))
            {
                return true;
            }
        }

        return false;
    }
}
