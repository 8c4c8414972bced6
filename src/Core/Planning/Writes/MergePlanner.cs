using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>
/// MERGE: pushed down where source and target meet on the key, else the source's rows are reshuffled to the target's shards
/// or pulled to the coordinator (Citus <c>merge_planner.c</c>, <c>CreateMergePlan</c>).
/// </summary>
internal static class MergePlanner
{
    public static CitusPlan Plan(DistributedPlanner planner, PlanContext context, PgQuery original)
    {
        if (MergeChecks.Check(original) is { } refusal)
        {
            throw refusal;
        }

        if (PushDown(planner, context, original, out var reason) is { } plan)
        {
            return plan;
        }

        planner.Trace("MERGE", "not pushed down: " + reason);
        return Redistribute(planner, original);
    }

    /// <summary><c>CreateRouterMergePlan</c>; null with the reason when it can't be pushed down.</summary>
    private static CitusPlan? PushDown(DistributedPlanner planner, PlanContext context, PgQuery original, out string? reason)
    {
        var target = WritePlanner.Target(original)!;
        var tables = CitusTables.Relations(original);
        var distributed = tables.FindAll(CitusTables.IsDistributed);
        reason = distributed.Count > 0 && tables.Exists(CitusTables.IsReference) ? "a reference table is beside a distributed one"
            : distributed.Count == 1 ? "there is only one distributed table"
            : distributed.Exists(table => CitusTables.Group(table) != CitusTables.Group(distributed[0])) ? "the tables are not colocated"
            : null;
        if (reason is not null)
        {
            return null;
        }

        if (distributed.Count > 0)
        {
            reason = CheckDistributed(planner, context, original, target);
            if (reason is not null)
            {
                return null;
            }
        }

        return Route(planner, context, original, out reason);
    }

    private static string? CheckDistributed(DistributedPlanner planner, PlanContext context, PgQuery original, PgSource target)
    {
        if (!SourceIsRouter(planner, context, original) && SubqueryPushdownRules.Whole(original, context.Restrictions) is { } unsupported)
        {
            return unsupported.Words;
        }

        if (context.Restrictions.Relations.Exists(relation => Equals(relation.Source.TableName, target.TableName) && ShardPruner.Prune(relation).IsEmpty))
        {
            return "no shard of the target is left";
        }

        var inserted = MergeChecks.InsertedKey(original, target);
        return inserted is not null && !ReferencedColumn.IsPartitionColumn(inserted, original) ? "the inserted key is not the source's key" : null;
    }

    private static CitusPlan? Route(DistributedPlanner planner, PlanContext context, PgQuery original, out string? reason)
    {
        reason = null;
        var relations = context.Restrictions.Relations.FindAll(static relation => CitusTables.IsCitus(relation.Source));
        var shards = relations.ConvertAll(ShardPruner.Prune);
        for (var i = 0; i < relations.Count; i++)
        {
            planner.Trace("shard pruning", RouterPlanner.Describe(relations[i].Source, shards[i]));
        }

        if (shards.Exists(static set => set.IsSeveral))
        {
            return new CitusPlan(PushdownTasks.Shards(original, context.Restrictions));
        }

        if (!RouterPlanner.AreColocated(relations, shards))
        {
            reason = "router planner does not support queries that reference non-colocated distributed tables";
            return null;
        }

        return new CitusPlan(shards.Find(static set => !set.IsEmpty) ?? ShardSet.Whole);
    }

    /// <summary><c>MergeSourceHasRouterSelect</c>: the whole statement's tables are pruned, as far as its planning noted them.</summary>
    private static bool SourceIsRouter(DistributedPlanner planner, PlanContext context, PgQuery original) =>
        MergeSource.Find(original) is { } source && RouterPlanner.CannotRoute(MergeSource.AsQuery(original, source)) is null
        && RouterPlanner.Route(planner, context, out _) is not null;

    /// <summary><c>CreateNonPushableMergePlan</c>.</summary>
    private static CitusPlan Redistribute(DistributedPlanner planner, PgQuery original)
    {
        var target = WritePlanner.Target(original)!;
        if (MergeSource.Find(original) is not { } source)
        {
            throw new CitusRefusal("Source is not an explicit query") { At = original.At };
        }

        if (source.Kind is not (PgSourceKind.Relation or PgSourceKind.Subquery or PgSourceKind.Values or PgSourceKind.Cte))
        {
            throw new CitusRefusal("Currently, Citus only supports table, subquery, and CTEs as valid sources for the MERGE operation") { Culprit = source };
        }

        var select = MergeSource.AsQuery(original, source);
        if (MergeChecks.CheckRedistribution(original, select, target) is { } refusal)
        {
            throw refusal;
        }

        var planned = planner.PlanPart(select);
        return Redistribution.IsPossible(planned, select)
            ? new CitusPlan(ShardSet.All) { Repartitions = true, Parts = planned.Parts }
            : new CitusPlan(planned.Shards) { PullsRows = true, Parts = planned.Parts };
    }
}
