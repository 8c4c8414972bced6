using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>
/// INSERT … SELECT: pushed down shard by shard where rows stay on their shard, else reshuffled between workers, else pulled
/// to the coordinator (Citus <c>insert_select_planner.c</c>).
/// </summary>
internal static class InsertSelectPlanner
{
    public static CitusPlan Plan(DistributedPlanner planner, PlanContext context, PgQuery original)
    {
        var target = WritePlanner.Target(original)!;
        var select = original.Find(original.Write!.Rows)!.Subquery!;
        if (!CitusTables.IsCitus(target))
        {
            // CreateInsertSelectIntoLocalTablePlan: the SELECT is planned for itself, its rows end on the coordinator.
            return planner.PlanPart(WithCtes(original, select));
        }

        if (ConflictChecks.Check(original) is { } conflict)
        {
            throw conflict;
        }

        if (PushDown(planner, context, original, select, out var reason) is { } plan)
        {
            return plan;
        }

        planner.Trace("INSERT … SELECT", "not pushed down: " + reason!.Words);
        return Pull(planner, original, select, target);
    }

    /// <summary><c>CreateDistributedInsertSelectPlan</c>; null with the reason when it cannot be pushed down.</summary>
    private static CitusPlan? PushDown(DistributedPlanner planner, PlanContext context, PgQuery original, PgQuery select, out CitusRefusal? reason)
    {
        var router = RouterPlanner.CannotRoute(select) is null ? RouterPlanner.Route(planner, context, out _) : null;
        reason = InsertSelectChecks.Check(original, select, router is not null, context.Restrictions);
        if (reason is not null)
        {
            return null;
        }

        // A reference table has its shard for every task, so none of them counts as pruned away.
        var relations = context.Restrictions.Relations;
        if (relations.Exists(static relation => CitusTables.IsReference(relation.Source) && !ShardPruner.Prune(relation).IsEmpty)
            && relations.Exists(static relation => CitusTables.HasKey(relation.Source)))
        {
            return new CitusPlan(ShardSet.All);
        }

        if (router is not null)
        {
            return router;
        }

        if (!KeyEquality.HoldsIn(original, context.Restrictions))
        {
            // Without a bound for its own shard, each task's SELECT would reach for several.
            reason = new CitusRefusal("Router planner cannot handle multi-shard select queries");
            return null;
        }

        return new CitusPlan(PushdownTasks.Shards(select, context.Restrictions));
    }

    /// <summary><c>CreateNonPushableInsertSelectPlan</c>.</summary>
    private static CitusPlan Pull(DistributedPlanner planner, PgQuery original, PgQuery select, PgSource target)
    {
        var part = Wrapped(planner, original, WithCtes(original, select));
        var planned = planner.PlanPart(part);

        // A sequence's next value is taken on the coordinator, which the rows then have to pass.
        var counts = ColumnDefaults.LeftOut(original, target, select.Targets.Count(static output => !output.IsJunk)).Any(ColumnDefaults.IsSequence);
        return CitusTables.HasKey(target) && !counts && Redistribution.IsPossible(planned, part)
            ? new CitusPlan(ShardSet.All) { Repartitions = true, Parts = planned.Parts }
            : new CitusPlan(planned.Shards) { PullsRows = true, Parts = planned.Parts };
    }

    /// <summary>Set operations, and what the statement's WITH moves into, become a subquery of a plain SELECT (<c>WrapSubquery</c>).</summary>
    private static PgQuery Wrapped(DistributedPlanner planner, PgQuery original, PgQuery select)
    {
        if (select.SetOperation is null && original.Ctes.Count == 0)
        {
            return select;
        }

        var source = new PgSource(planner.NextSource(), PgSourceKind.Subquery, "citus_insert_select_subquery") { Subquery = select, At = select.At };
        var outer = new PgQuery { At = select.At, Ctes = select.Ctes, HasModifyingCte = select.HasModifyingCte, HasRecursive = select.HasRecursive };
        select.Ctes = new List<PgCte>();
        select.HasModifyingCte = false;
        select.HasRecursive = false;
        foreach (var target in select.Targets.Where(static target => !target.IsJunk))
        {
            source.Columns.Add(target.Name);
            source.Types.Add(target.Expr.Type);
            outer.Targets.Add(new PgTarget(target.Name, new PgVar(source.Id, source.Columns.Count, target.Expr.Type)));
        }

        outer.Sources.Add(source);
        outer.From.Items.Add(new PgLeaf(source.Id));
        return outer;
    }

    /// <summary>The SELECT with the statement's WITH (<c>PrepareInsertSelectForCitusPlanner</c>).</summary>
    private static PgQuery WithCtes(PgQuery original, PgQuery select)
    {
        var copy = PgCopier.Copy(original);
        var part = copy.Find(original.Write!.Rows)!.Subquery!;
        if (copy.Ctes.Count > 0)
        {
            part.Ctes = new List<PgCte>(copy.Ctes.Concat(part.Ctes));
            part.HasModifyingCte |= original.HasModifyingCte;
            part.HasRecursive |= original.HasRecursive;
        }

        return part;
    }
}
