using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>INSERT of values, UPDATE and DELETE (Citus <c>multi_router_planner.c</c>, <c>CreateModifyPlan</c>).</summary>
internal static class ModifyPlanner
{
    public static CitusPlan? Plan(DistributedPlanner planner, PlanContext context, PgQuery original, out CitusRefusal? error)
    {
        error = Check(context.Rewritten, original, severalShards: false, context);
        if (error is not null)
        {
            return null;
        }

        return original.Command == CommandKind.Insert ? InsertRouting.Plan(planner, original) : PlanUpdate(planner, context, original, out error);
    }

    /// <summary><c>RouterJob</c> and <c>PlanRouterQuery</c>.</summary>
    private static CitusPlan? PlanUpdate(DistributedPlanner planner, PlanContext context, PgQuery original, out CitusRefusal? error)
    {
        var relations = context.Restrictions.Relations.FindAll(static relation => CitusTables.IsCitus(relation.Source));
        var shards = relations.ConvertAll(ShardPruner.Prune);
        for (var i = 0; i < relations.Count; i++)
        {
            planner.Trace("shard pruning", RouterPlanner.Describe(relations[i].Source, shards[i]));
        }

        if (shards.Exists(static set => set.IsSeveral))
        {
            error = Check(original, original, severalShards: true, context);
            return error is null ? new CitusPlan(PushdownTasks.Shards(original, context.Restrictions)) : null;
        }

        if (!RouterPlanner.AreColocated(relations, shards))
        {
            error = new CitusRefusal("router planner does not support queries that reference non-colocated distributed tables");
            return null;
        }

        if (RouterPlanner.NeedsCoordinator(original, relations, shards) is { } unplaced)
        {
            error = unplaced;
            return null;
        }

        // SingleShardTaskList: the replicas of a reference table cannot all read one distributed shard.
        if (WritePlanner.Target(original) is { } target && CitusTables.IsReference(target)
            && !relations.Where((relation, i) => relation.Source.Id == target.Id && shards[i].IsEmpty).Any()
            && CheckReads(original, target) is { } read)
        {
            throw read;
        }

        error = null;
        return new CitusPlan(First(shards));
    }

    private static ShardSet First(List<ShardSet> shards) =>
        shards.Find(static set => !set.IsEmpty && set.Value is not null) ?? shards.Find(static set => !set.IsEmpty) ?? ShardSet.None;

    /// <summary>
    /// <c>SelectsFromDistributedTable</c>: it asks Citus's metadata of each table in turn, where one of the coordinator is not found.
    /// </summary>
    private static CitusRefusal? CheckReads(PgQuery original, PgSource target)
    {
        var read = CitusTables.Relations(original).Find(source => CitusTables.IsLocal(source) || (source.Id != target.Id && CitusTables.IsDistributed(source)));
        return read is null ? null
            : CitusTables.IsLocal(read) ? NotDistributed(read)
            : new CitusRefusal("cannot perform select on a distributed table and modify a reference table")
            {
                Cause = PlanCause.ReferenceTableWrite,
                Culprit = target,
            };
    }

    private static CitusRefusal NotDistributed(PgSource local) =>
        new("relation " + local.TableName?.Name + " is not distributed") { Cause = PlanCause.LocalTable, Culprit = local };

    /// <summary><c>ModifyQuerySupported</c>.</summary>
    private static CitusRefusal? Check(PgQuery query, PgQuery original, bool severalShards, PlanContext context) =>
        ModifyChecks.Check(query, severalShards)
        ?? CheckCtid(original)
        ?? CheckLocal(query, original)
        ?? (query.Command == CommandKind.Insert ? CheckSources(original)
            : severalShards ? CheckSeveralShards(original, context)
            : CheckVolatile(original))
        ?? RouterPlanner.Searches(original);

    private static CitusRefusal? CheckCtid(PgQuery original)
    {
        if (!CitusTables.AnySource(original, static source => source.ReadsIntermediateResult))
        {
            return null;
        }

        var condition = PgWalk.Quals(original.From).FirstOrDefault(static expr => PgWalk.Any(expr, static part => part is PgVar { Column: -1 }));
        return condition is null
            ? null
            : new CitusRefusal(
                "cannot perform distributed planning for the given modification",
                "Recursively planned distributed modifications with ctid on where clause are not supported.") { At = condition.At };
    }

    /// <summary><c>ContainsLocalTableDistributedTableJoin</c> asks of the top level's tables, the message names any.</summary>
    private static CitusRefusal? CheckLocal(PgQuery query, PgQuery original)
    {
        if (!query.Sources.Exists(CitusTables.IsLocal) || !query.Sources.Exists(CitusTables.IsCitus))
        {
            return null;
        }

        return CitusTables.Relations(original).Find(CitusTables.IsLocal) is { } local
            ? NotDistributed(local)
            : null;
    }

    /// <summary>Beside VALUES nothing may stand in an INSERT that is routed.</summary>
    private static CitusRefusal? CheckSources(PgQuery original) =>
        original.Sources.Find(static source => source.Kind is not (PgSourceKind.Relation or PgSourceKind.Values or PgSourceKind.Result)) is { } other
            ? new CitusRefusal("cannot perform distributed planning for the given modifications", "Unrecognized range table entry.") { Culprit = other }
            : null;

    /// <summary><c>SingleShardUpdateDeleteSupported</c>, which looks into every part of the statement.</summary>
    private static CitusRefusal? CheckVolatile(PgQuery original) =>
        FunctionChecks.Volatile(original) is { } call
            ? new CitusRefusal("functions used in UPDATE queries on distributed tables must not be VOLATILE") { Cause = PlanCause.FunctionInUpdate, At = call.At }
            : null;

    /// <summary><c>MultiShardUpdateDeleteSupported</c>.</summary>
    private static CitusRefusal? CheckSeveralShards(PgQuery original, PlanContext context)
    {
        if (CheckVolatile(original) is { } call)
        {
            return call;
        }

        return WritePlanner.Target(original) is { } target && CitusTables.IsReference(target)
            ? new CitusRefusal("only reference tables may be queried when targeting a reference table with multi shard UPDATE/DELETE queries with multiple tables ")
            {
                Cause = PlanCause.ReferenceTableWrite,
                Culprit = target,
            }
            : SubqueryPushdownRules.Whole(original, context.Restrictions);
    }
}
