using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>The way of a write through Citus's planner: where INSERT, UPDATE, DELETE and MERGE part from SELECT.</summary>
internal static class WritePlanner
{
    /// <summary>
    /// The first try of <c>CreateDistributedPlan</c> for a write. Null with the reason when Citus goes on to recursive
    /// planning; afterwards this is asked once more. What Citus raises at once is thrown.
    /// </summary>
    public static CitusPlan? Plan(DistributedPlanner planner, PlanContext context, PgQuery original, out CitusRefusal? error)
    {
        error = null;
        if (original.Command == CommandKind.Merge)
        {
            return MergePlanner.Plan(planner, context, original);
        }

        return TakesRowsFromSelect(original)
            ? InsertSelectPlanner.Plan(planner, context, original)
            : ModifyPlanner.Plan(planner, context, original, out error);
    }

    /// <summary>A write to one table with its key fixed.</summary>
    public static CitusPlan PlanFastPath(DistributedPlanner planner, PgQuery query, ShardSet shards)
    {
        if (ModifyChecks.Check(query, severalShards: false, fastPath: true) is { } refusal)
        {
            throw refusal;
        }

        return new CitusPlan(shards);
    }

    /// <summary>Why a SELECT with writing WITH items cannot be sent to one shard (<c>ErrorIfQueryHasUnroutableModifyingCTE</c>).</summary>
    public static CitusRefusal? CannotRouteCtes(PgQuery query)
    {
        foreach (var cte in query.Ctes)
        {
            switch (cte.Query.Command)
            {
                case CommandKind.Select:
                    continue;
                case not (CommandKind.Update or CommandKind.Delete):
                    return new CitusRefusal("only SELECT, UPDATE, or DELETE common table expressions may be router planned") { At = cte.Query.At };
            }

            if (ModifyChecks.Check(cte.Query, severalShards: false) is { } refusal)
            {
                return refusal;
            }

            if (Target(cte.Query) is not { } target || !CitusTables.IsDistributed(target))
            {
                return new CitusRefusal("cannot router plan modification of a non-distributed table") { At = cte.Query.At };
            }
        }

        return null;
    }

    /// <summary>Whether the rows come from a SELECT that is planned as such.</summary>
    public static bool TakesRowsFromSelect(PgQuery query) =>
        query is { Command: CommandKind.Insert, Write: { Rows: >= 0 } write } && query.Find(write.Rows) is { Kind: PgSourceKind.Subquery };

    /// <summary>The table that a query writes to.</summary>
    public static PgSource? Target(PgQuery query) => query.ResultSource < 0 ? null : query.Find(query.ResultSource);
}
