using System;
using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Planning.Writes;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Citus's planner: which way a query takes (<c>distributed_planner.c</c>).</summary>
internal sealed class DistributedPlanner(PlannerOptions options, Func<int> nextSource)
{
    private const int MaxNesting = 100;

    private readonly List<PlanStep> _steps = new();
    private int _nesting;

    public PlannerOptions Options { get; } = options;

    public Func<int> NextSource { get; } = nextSource;

    public IReadOnlyList<PlanStep> Steps => _steps;

    /// <summary>The relations as the first planning saw them, for messages.</summary>
    public RestrictionContext? FirstSight { get; private set; }

    /// <summary>The parts that were planned on their own, as they were before they were replaced.</summary>
    public List<Origin> Parts { get; } = new();

    public void Trace(string rule, string text) => _steps.Add(new PlanStep(rule, text));

    public void NotePart(PgQuery query)
    {
        Parts.Add(query.At);
        Trace("recursive planning", "a subquery is planned on its own, and its rows are sent to the workers");
    }

    /// <summary>Plans a part that recursive planning took out. What it selects from other parts makes it Citus's business too.</summary>
    public CitusPlan PlanPart(PgQuery query) => Plan(query);

    public CitusPlan Plan(PgQuery query)
    {
        if (++_nesting > MaxNesting)
        {
            throw new PlanningLimitException("the query is nested too deeply");
        }

        try
        {
            if (!CitusTables.AnySource(query, CitusTables.IsCitus) && !IntermediateResult.IsReadIn(query))
            {
                return CitusPlan.Local;
            }

            if (FastPath.Applies(query))
            {
                return FastPath.Plan(this, query);
            }

            var restrictions = new RestrictionContext();
            var rewritten = Rewrite(query, restrictions);
            FirstSight ??= restrictions;
            return PlanStatement(new PlanContext(PgCopier.Copy(query), rewritten, restrictions));
        }
        finally
        {
            _nesting--;
        }
    }

    /// <summary>What PostgreSQL's planner makes of a copy of the query, with what Citus's hooks note.</summary>
    private PgQuery Rewrite(PgQuery query, RestrictionContext restrictions)
    {
        var copy = PgCopier.Copy(query);
        SubqueryPlanner.Plan(copy, null, new PlannerGlobal(Options, restrictions, NextSource));
        return copy;
    }

    /// <summary>
    /// Tries with WITH items inlined first; if Citus cannot plan that, they are planned on their own
    /// (<c>CreateDistributedPlannedStmt</c>).
    /// </summary>
    private CitusPlan PlanStatement(PlanContext context)
    {
        if (CteInlining.HasInlinable(context.Original))
        {
            var inlined = PgCopier.Copy(context.Original);
            CteInlining.Inline(inlined, NextSource);
            var attempt = new PlanContext(inlined, context.Rewritten, context.Restrictions);
            var steps = _steps.Count;
            try
            {
                return PlanStatement(attempt);
            }
            catch (CitusRefusal refusal)
            {
                context.Rewritten = attempt.Rewritten;
                _steps.RemoveRange(steps, _steps.Count - steps);
                Trace("inlined WITH", "cannot be planned: " + refusal.Words);
            }
        }

        var plan = Create(context, context.Original, true);
        if (plan.Repartitions && !Options.RepartitionJoins && context.Original.Command == CommandKind.Select)
        {
            throw new CitusRefusal(CitusWords.Repartition) { IsRepartition = true };
        }

        return plan;
    }

    /// <summary><c>CreateDistributedPlan</c>: the router planner, then recursive planning, then pushdown or join order.</summary>
    private CitusPlan Create(PlanContext context, PgQuery original, bool mayRecurse)
    {
        var hasCtes = original.Ctes.Count > 0;
        CitusRefusal? error;
        var plan = original.Command == CommandKind.Select
            ? RouterPlanner.Plan(this, context, out error)
            : WritePlanner.Plan(this, context, original, out error);
        if (plan is not null)
        {
            return plan;
        }

        Trace("router planner", error!.Words);
        var recursive = new RecursivePlanner(this, context.Restrictions, original.Command != CommandKind.Select && !WritePlanner.TakesRowsFromSelect(original));
        recursive.Run(original);
        if (recursive.Count > 0 || hasCtes)
        {
            if (!mayRecurse)
            {
                throw new CitusRefusal("recursive complex joins are only supported when all distributed tables are co-located and joined on their distribution columns");
            }

            context.Restrictions.Reset();
            context.Rewritten = Rewrite(original, context.Restrictions);
            var again = Create(context, original, false);
            return again with { Parts = again.Parts + recursive.Count };
        }

        if (original.Command != CommandKind.Select)
        {
            throw error;
        }

        return LogicalPlanner.Plan(this, context, original);
    }
}
