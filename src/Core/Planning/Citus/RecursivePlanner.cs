using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>
/// Plans parts on their own whose rows are then sent out again, in Citus's order: WITH items, subqueries from the inside out,
/// set operations, HAVING, subqueries off the key, local tables, outer joins, sublinks over recurring rows
/// (<c>recursive_planning.c</c>).
/// </summary>
internal sealed class RecursivePlanner(DistributedPlanner planner, RestrictionContext context, bool write)
{
    private bool _allKeysEqual;
    private int _level;

    public DistributedPlanner Planner { get; } = planner;

    public RestrictionContext Context { get; } = context;

    /// <summary>How many parts were taken out.</summary>
    public int Count { get; private set; }

    public void Run(PgQuery query)
    {
        _allKeysEqual = KeyEquality.HoldsIn(query, Context);
        PlanQuery(query);
    }

    /// <summary><c>RecursivelyPlanSubqueriesAndCTEs</c>.</summary>
    private void PlanQuery(PgQuery query)
    {
        PlanCtes(query);
        FunctionWrapper.Wrap(query, Planner.NextSource);
        foreach (var child in QueryOrder.Children(query).ToList())
        {
            _level++;
            PlanQuery(child);
            _level--;
            if (MustPlan(child))
            {
                PlanSubquery(child);
            }
        }

        if (MustPlanSetOperation(query))
        {
            PlanArms(query, query.SetOperation!);
        }

        if (query.Having is { } having)
        {
            var links = new List<PgSubLink>();
            PgWalk.SubLinks(having, links);
            if (links.Exists(static link => PgWalk.IsCorrelated(link.Query)))
            {
                throw new CitusRefusal("Subqueries in HAVING cannot refer to outer query") { At = having.At };
            }

            PlanAllSubqueries(having);
        }

        if (!_allKeysEqual && HasSubquery(query) && !CitusTables.Contains(query.Sources, CitusTables.IsLocal) && !KeyEquality.HoldsInSubquery(query, Context))
        {
            NonColocatedSubqueries.Plan(query, this);
        }

        LocalTableJoins.Plan(query, this);
        if (OuterJoinsMatter(query))
        {
            new RecurringOuterJoins(query, this, write).Run();
        }

        if (!CitusTables.Contains(query.Sources, CitusTables.IsDistributed))
        {
            if (query.From.Quals is { } where)
            {
                PlanAllSubqueries(where);
            }

            foreach (var target in query.Targets)
            {
                PlanAllSubqueries(target.Expr);
            }
        }
    }

    /// <summary>
    /// <c>ShouldRecursivelyPlanOuterJoins</c>. On PostgreSQL 15 and 16 a condition without columns hides the joins from Citus,
    /// which then refuses.
    /// </summary>
    private bool OuterJoinsMatter(PgQuery query)
    {
        if (!Context.HasOuterJoin && Planner.Options.PostgresVersion < 17
            && Context.Relations.Exists(static relation => relation.Root.HasPseudoConstantQuals)
            && PgWalk.AnyJoin(query.From, static join => join.IsOuter))
        {
            throw new CitusRefusal(
                "Distributed queries with outer joins and pseudoconstant quals are not supported in PG15 and PG16.",
                "PG15 and PG16 disallow replacing joins with scans when the query has pseudoconstant quals");
        }

        return Context.HasOuterJoin;
    }

    private void PlanCtes(PgQuery query)
    {
        if (query.Ctes.Count == 0)
        {
            return;
        }

        if (query.HasRecursive)
        {
            throw new CitusRefusal(CitusWords.RecursiveCte) { At = query.At };
        }

        foreach (var cte in query.Ctes)
        {
            if (PgWalk.IsCorrelated(cte.Query))
            {
                throw new CitusRefusal("CTEs that refer to other subqueries are not supported in multi-shard queries") { At = cte.Query.At };
            }

            if (cte.References == 0 && cte.Query.Command == CommandKind.Select)
            {
                continue;
            }

            PlanPart(cte.Query);
            var columns = cte.Query.Returning.Count > 0 ? cte.Query.Returning : cte.Query.Targets;
            ReplaceReferences(query, cte, columns);
        }

        query.Ctes = new List<PgCte>();
    }

    private void ReplaceReferences(PgQuery query, PgCte cte, List<PgTarget> columns)
    {
        foreach (var source in query.Sources)
        {
            if (source.Kind == PgSourceKind.Cte && source.Cte == cte.Id)
            {
                source.Kind = PgSourceKind.Subquery;
                source.Subquery = IntermediateResult.Reading(columns, Planner.NextSource);
            }
        }

        foreach (var child in PgWalk.Children(query))
        {
            ReplaceReferences(child, cte, columns);
        }
    }

    /// <summary><c>ShouldRecursivelyPlanSubquery</c>.</summary>
    private bool MustPlan(PgQuery subquery)
    {
        if (CitusTables.Contains(subquery.Sources, CitusTables.IsLocal) || !SubqueryPushdownRules.Passes(subquery))
        {
            return true;
        }

        return !_allKeysEqual && !KeyEquality.HoldsInSubquery(subquery, Context);
    }

    /// <summary><c>ShouldRecursivelyPlanSetOperation</c>.</summary>
    private bool MustPlanSetOperation(PgQuery query)
    {
        if (query.SetOperation is not PgSetBranch set)
        {
            return false;
        }

        return _level == 0 || set.Kind != SetKind.Union || UnionRules.Check(query) is not null
            || !UnionPushdown.IsSafe(query, ContextFilter.For(Context, query));
    }

    private void PlanArms(PgQuery query, PgSetNode node)
    {
        if (node is PgSetBranch branch)
        {
            PlanArms(query, branch.Left);
            PlanArms(query, branch.Right);
        }
        else if (node is PgSetLeaf leaf && query.Find(leaf.Source) is { Kind: PgSourceKind.Subquery, Subquery: { } arm }
            && CitusTables.AnySource(arm, CitusTables.IsDistributed))
        {
            PlanSubquery(arm);
        }
    }

    /// <summary><c>RecursivelyPlanAllSubqueries</c>: those that name a Citus table.</summary>
    private void PlanAllSubqueries(PgExpr expr)
    {
        var links = new List<PgSubLink>();
        PgWalk.SubLinks(expr, links);
        foreach (var link in links)
        {
            if (CitusTables.Contains(link.Query.Sources, CitusTables.IsCitus))
            {
                PlanSubquery(link.Query);
            }
        }
    }

    private static bool HasSubquery(PgQuery query) =>
        PgWalk.Leaves(query.From).Exists(leaf => query.Find(leaf)?.Kind == PgSourceKind.Subquery)
        || PgWalk.Any(query.Having, static part => part is PgSubLink)
        || PgWalk.Quals(query.From).Any(static quals => PgWalk.Any(quals, static part => part is PgSubLink));

    /// <summary>Takes a subquery out, unless it refers to an outer query (<c>RecursivelyPlanSubquery</c>).</summary>
    public bool PlanSubquery(PgQuery subquery)
    {
        if (PgWalk.IsCorrelated(subquery))
        {
            return false;
        }

        var reading = IntermediateResult.Reading(subquery.Targets, Planner.NextSource);
        PlanPart(subquery);
        subquery.Become(reading);
        return true;
    }

    /// <summary>Takes a relation out with the conditions that reached it (<c>ReplaceRTERelationWithRteSubquery</c>).</summary>
    public void PlanRelation(PgSource source)
    {
        Count++;
        Planner.Trace("recursive planning", source.Display + " is read on its own, and its rows are sent to the workers");
        var columns = source.Columns.Select((name, i) => new PgTarget(name, new PgVar(source.Id, i + 1, source.Types[i])));
        source.Subquery = IntermediateResult.Reading(columns, Planner.NextSource);
        source.Kind = PgSourceKind.Subquery;
    }

    private void PlanPart(PgQuery query)
    {
        Count++;
        Planner.NotePart(query);
        Planner.PlanPart(query);
    }
}
