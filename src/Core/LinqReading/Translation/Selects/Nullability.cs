using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Selects;

/// <summary>What can be NULL (EF Core's <c>SqlNullabilityProcessor</c>). Parameters count as not NULL: EF Core looks at their values.</summary>
internal static class Nullability
{
    private const int MaxDepth = 60;

    public static bool CanBeNull(Expr expr) => CanBeNull(expr, null, 0);

    /// <param name="visible">The SELECTs that the expression is read in: what is joined further out does not count.</param>
    public static bool CanBeNull(Expr expr, ICollection<Select>? visible) => CanBeNull(expr, visible, 0);

    private static bool IsOptional(FromTable table, ICollection<Select>? visible)
    {
        for (FromTable? at = table; at is not null; at = at.Parent?.AsTable)
        {
            if (at.Optional)
            {
                return true;
            }

            if (at.Parent is null || visible?.Contains(at.Parent) == true)
            {
                return false;
            }
        }

        return false;
    }

    private static bool CanBeNull(Expr expr, ICollection<Select>? visible, int depth)
    {
        if (depth > MaxDepth)
        {
            return true;
        }

        switch (expr)
        {
            case Constant constant:
                return constant.IsNull;
            case Parameter or NullTest or ClrEquality or ClrContains or BooleanTest or DistinctExpr or ArrayExpr or WindowExpr:
                return false;
            case LogicalColumn column:
                return column.CanBeNull || IsOptional(column.Table, visible);
            case LogicalSlot slot:
                return CanBeNull(slot.Slot.Expr, visible, depth + 1);
            case LogicalSubquery subquery:
                return subquery.CanBeNull;
            case AggregateExpr aggregate:
                return aggregate.Name != "count";
            case CoalesceExpr coalesce:
                return CanBeNull(coalesce.Args[coalesce.Args.Length - 1], visible, depth + 1);
            case CaseExpr c:
                if (c.Else is null || CanBeNull(c.Else, visible, depth + 1))
                {
                    return true;
                }

                foreach (var when in c.Whens)
                {
                    if (CanBeNull(when.Then, visible, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
            default:
                foreach (var child in ExprWalk.Children(expr))
                {
                    if (CanBeNull(child, visible, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
        }
    }

    public static ImmutableArray<Expr> Select(this ImmutableArray<Expr> items, Func<Expr, Expr> map)
    {
        var result = ImmutableArray.CreateBuilder<Expr>(items.Length);
        foreach (var item in items)
        {
            result.Add(map(item));
        }

        return result.MoveToImmutable();
    }
}
