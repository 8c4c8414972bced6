using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>The way of a write through Citus's planner: where INSERT, UPDATE, DELETE and MERGE part from SELECT.</summary>
internal static class WritePlanner
{
    /// <summary>
    /// The first try of <c>CreateDistributedPlan</c> for a write. Null with the reason when Citus goes on to recursive
    /// planning; afterwards this is asked once more.
    /// </summary>
    public static CitusPlan? Plan(DistributedPlanner planner, PlanContext context, PgQuery original, out CitusRefusal? error) =>
        throw new PlanningLimitException("writes are not judged yet");

    /// <summary>A write to one table with its key fixed.</summary>
    public static CitusPlan PlanFastPath(DistributedPlanner planner, PgQuery query, ShardSet shards) =>
        throw new PlanningLimitException("writes are not judged yet");

    /// <summary>Why a SELECT with writing WITH items cannot be sent to one shard (<c>ErrorIfQueryHasUnroutableModifyingCTE</c>).</summary>
    public static CitusRefusal? CannotRouteCtes(PgQuery query) =>
        throw new PlanningLimitException("writes are not judged yet");

    /// <summary>Whether the rows come from a SELECT that is planned as such.</summary>
    public static bool TakesRowsFromSelect(PgQuery query) => false;
}
