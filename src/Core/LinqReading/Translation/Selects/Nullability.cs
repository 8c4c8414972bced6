using System;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Selects;

/// <summary>What can be NULL (EF Core's <c>SqlNullabilityProcessor</c>). Parameters count as not NULL: EF Core looks at their values.</summary>
internal static class Nullability
{
    private const int MaxDepth = 60;

    public static bool CanBeNull(Expr expr) => CanBeNull(expr, 0);

    private static bool CanBeNull(Expr expr, int depth)
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
                return column.CanBeNull || column.Table.Optional;
            case LogicalSlot slot:
                return CanBeNull(slot.Slot.Expr, depth + 1);
            case LogicalSubquery subquery:
                return subquery.CanBeNull;
            case AggregateExpr aggregate:
                return aggregate.Name != "count";
            case CoalesceExpr coalesce:
                return CanBeNull(coalesce.Args[coalesce.Args.Length - 1], depth + 1);
            case CaseExpr c:
                if (c.Else is null || CanBeNull(c.Else, depth + 1))
                {
                    return true;
                }

                foreach (var when in c.Whens)
                {
                    if (CanBeNull(when.Then, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
            default:
                foreach (var child in ExprWalk.Children(expr))
                {
                    if (CanBeNull(child, depth + 1))
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
