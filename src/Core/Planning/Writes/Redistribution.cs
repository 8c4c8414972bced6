using System.Linq;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>
/// Whether the rows of a SELECT can be sent from worker to worker: it runs as several tasks, and nothing is left to do on the
/// coordinator (Citus <c>repartition_executor.c</c>, <c>IsRedistributablePlan</c>).
/// </summary>
internal static class Redistribution
{
    public static bool IsPossible(CitusPlan planned, PgQuery select) =>
        !planned.IsLocal && !planned.PullsRows && !planned.Repartitions && planned.Shards.IsSeveral && !NeedsCoordinator(select);

    /// <summary>What the combining query does beside handing on rows puts a node above the distributed scan.</summary>
    private static bool NeedsCoordinator(PgQuery select)
    {
        if (select.SetOperation is not null || select.Limit is not null || select.Offset is not null || select.OrderRefs.Count > 0 || select.Distinct)
        {
            return true;
        }

        if (select.Targets.Exists(static target => PgWalk.Any(target.Expr, static part => part is PgFunc { Name: "nextval" })))
        {
            return true;
        }

        var groupsByKey = select.IsGrouped && select.GroupBy.Any(expr => IsKey(expr, select));
        if ((select.HasAggregates || select.IsGrouped) && !groupsByKey)
        {
            return true;
        }

        return select.HasWindows && WindowRules.Detail(select) is not null;
    }

    /// <summary>A column of a subquery that is planned on its own is no key any more.</summary>
    private static bool IsKey(PgExpr expr, PgQuery select) =>
        ReferencedColumn.IsPartitionColumn(expr, select)
        && PgWalk.Vars(expr).TrueForAll(var => select.Find(var.Source)?.Subquery is not { } subquery || SubqueryPushdownRules.Passes(subquery));
}
