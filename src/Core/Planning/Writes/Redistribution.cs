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
    /// <summary>Grouping by a column of a part that was planned on its own is no grouping by the key; which part it was is not kept.</summary>
    public static bool IsPossible(CitusPlan planned, PgQuery select) =>
        !planned.IsLocal && !planned.PullsRows && !planned.Repartitions && planned.Shards.IsSeveral && !NeedsCoordinator(select)
        && !(planned.Parts > 0 && select.IsGrouped);

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

        var groupsByKey = select.IsGrouped && select.GroupBy.Any(expr => ReferencedColumn.IsPartitionColumn(expr, select));
        if ((select.HasAggregates || select.IsGrouped) && !groupsByKey)
        {
            return true;
        }

        return select.HasWindows && WindowRules.Detail(select) is not null;
    }
}
