using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>
/// A subquery in the select list must run on the shards, so before any aggregate that the coordinator finishes
/// (<c>MasterExtendedOpNode</c>, <c>CanPushDownExpression</c> in <c>multi_logical_optimizer.c</c>).
/// </summary>
internal static class TargetSubqueries
{
    public static void Check(PgQuery query, PgQuery original)
    {
        if (!query.Targets.Exists(static target => StaysBehind(target.Expr)))
        {
            return;
        }

        var hasAggregate = query.Targets.Exists(static target => PgTraits.ContainsAggregate(target.Expr));
        var windowsPush = !query.HasWindows || WindowRules.Detail(original) is null;
        var byKey = query.IsGrouped && query.GroupBy.Any(expr => expr is PgVar && ReferencedColumn.IsPartitionColumn(expr, query));
        foreach (var target in query.Targets)
        {
            if (StaysBehind(target.Expr) && !CanPush(target.Expr, query, hasAggregate, windowsPush, byKey))
            {
                throw new CitusRefusal(
                    "cannot push down subquery on the target list",
                    "Subqueries in the SELECT part of the query can only be pushed down if they happen before aggregates and window functions")
                {
                    At = target.Expr.At,
                };
            }
        }
    }

    /// <summary>A subquery outside the arguments of aggregates, which run on the shards.</summary>
    private static bool StaysBehind(PgExpr expr) =>
        expr is PgSubLink or PgSubPlan || (expr is not PgAggregate { Outer: false } && expr.Args.Any(StaysBehind));

    private static bool CanPush(PgExpr expr, PgQuery query, bool hasAggregate, bool windowsPush, bool byKey)
    {
        var aggregate = PgTraits.ContainsAggregate(expr);
        var window = PgWalk.Any(expr, static part => part is PgWindow);
        if (!aggregate && !window && (!hasAggregate || query.IsGrouped))
        {
            return true;
        }

        return (window && windowsPush) || (!window && (byKey || (query.HasWindows && windowsPush)));
    }
}
