using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Planning.Writes;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Whether one shard of each table has all the rows (<c>multi_router_planner.c</c>).</summary>
internal static class RouterPlanner
{
    public static CitusPlan? Plan(DistributedPlanner planner, PlanContext context, out CitusRefusal? error)
    {
        error = CannotRoute(context.Rewritten);
        var plan = error is null ? Route(planner, context, out error) : null;

        // A task that writes looks for the shard it is for, and there is none.
        return plan is { Shards.IsEmpty: true } && context.Original.Ctes.Exists(static cte => cte.Query.Command != CommandKind.Select)
            ? throw new CitusRefusal("could not find valid entry for shard 0") { At = context.Original.At }
            : plan;
    }

    /// <summary><c>DeferErrorIfUnsupportedRouterPlannableSelectQuery</c>.</summary>
    public static CitusRefusal? CannotRoute(PgQuery query)
    {
        var relations = CitusTables.Relations(query);
        var hasDistributed = relations.Exists(CitusTables.IsDistributed);
        if (query.Targets.Exists(static target => PgWalk.Any(target.Expr, static part => part is PgFunc { Name: "nextval" }))
            && (hasDistributed || relations.Exists(CitusTables.IsReference)))
        {
            return new CitusRefusal("Sequences cannot be used in router queries");
        }

        if (hasDistributed && relations.Exists(CitusTables.IsLocal))
        {
            return new CitusRefusal("Local tables cannot be used in distributed queries.") { Culprit = relations.Find(CitusTables.IsLocal) };
        }

        return (query.HasModifyingCte ? WritePlanner.CannotRouteCtes(query) : null) ?? Searches(query);
    }

    /// <summary><c>ErrorIfQueryHasCTEWithSearchClause</c>: the workers' text of the query would lack the clause.</summary>
    public static CitusRefusal? Searches(PgQuery query) => PgWalk.AnyQuery(query, static level => level.Ctes.Exists(static cte => cte.Searches))
        ? new CitusRefusal("CTEs with search clauses are not supported") { At = query.At }
        : null;

    /// <summary><c>PlanRouterQuery</c> for a SELECT.</summary>
    public static CitusPlan? Route(DistributedPlanner planner, PlanContext context, out CitusRefusal? error)
    {
        var relations = context.Restrictions.Relations.FindAll(static relation => CitusTables.IsCitus(relation.Source));
        var shards = relations.ConvertAll(ShardPruner.Prune);
        for (var i = 0; i < relations.Count; i++)
        {
            planner.Trace("shard pruning", Describe(relations[i].Source, shards[i]));
        }

        var several = shards.FindIndex(static set => set.IsSeveral);
        if (several >= 0)
        {
            error = new CitusRefusal("Router planner cannot handle multi-shard select queries") { Culprit = relations[several].Source };
            return null;
        }

        if (!AreColocated(relations, shards))
        {
            error = new CitusRefusal("router planner does not support queries that reference non-colocated distributed tables");
            return null;
        }

        error = NeedsCoordinator(context.Original, relations, shards);
        if (error is not null)
        {
            return null;
        }

        return new CitusPlan(shards.Find(static set => !set.IsEmpty && set.Value is not null) ?? shards.Find(static set => !set.IsEmpty) ?? ShardSet.None);
    }

    /// <summary>
    /// A table of the coordinator can be read only there, where the shards of a distributed table are not
    /// (<c>CreateTaskPlacementListForShardIntervals</c>); reference tables have a replica.
    /// </summary>
    public static CitusRefusal? NeedsCoordinator(PgQuery original, List<RelationRestriction> relations, List<ShardSet> shards)
    {
        for (var i = 0; i < relations.Count; i++)
        {
            if (CitusTables.IsDistributed(relations[i].Source) && !shards[i].IsEmpty)
            {
                return CitusTables.Relations(original).Find(CitusTables.IsLocal) is { } local
                    ? new CitusRefusal("found no worker with all shard placements") { Culprit = local }
                    : null;
            }
        }

        return null;
    }

    public static string Describe(PgSource source, ShardSet shards) => source.Display + ": " + (shards.IsAll ? "all shards"
        : shards.IsEmpty ? "no shard, the condition is never true"
        : shards.IsSingle ? CitusTables.IsReference(source) ? "reference table" : "one shard"
        : shards.Values.Count + " values, several shards");

    /// <summary><c>AllShardsColocated</c>.</summary>
    public static bool AreColocated(List<RelationRestriction> relations, List<ShardSet> shards)
    {
        string? group = null;
        string? shard = null;
        TableKind? kind = null;
        for (var i = 0; i < relations.Count; i++)
        {
            var source = relations[i].Source;
            if (shards[i].IsEmpty || CitusTables.IsReference(source))
            {
                continue;
            }

            var own = CitusTables.Group(source);
            var value = shards[i].Values.First();
            if (group is not null && (group != own || shard != value || kind != source.Table!.Kind))
            {
                return false;
            }

            group = own;
            shard = value;
            kind = source.Table!.Kind;
        }

        return true;
    }
}
