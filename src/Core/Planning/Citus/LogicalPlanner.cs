using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>What is left when neither the router nor recursive planning is enough: pushdown, or joins in Citus's own order (<c>multi_logical_planner.c</c>).</summary>
internal static class LogicalPlanner
{
    public static CitusPlan Plan(DistributedPlanner planner, PlanContext context, PgQuery original)
    {
        var rewritten = context.Rewritten;

        // What is left of WITH was inlined by PostgreSQL.
        rewritten.Ctes = new List<PgCte>();
        if (UsesPushdown(original, rewritten, context.Restrictions))
        {
            planner.Trace("subquery pushdown", "the query is tried on each shard as a whole");
            if (QuerySupport.Check(original) is { } unsupported)
            {
                throw unsupported;
            }

            if (SubqueryPushdownRules.Whole(original, context.Restrictions) is { } refusal)
            {
                throw refusal;
            }

            TargetSubqueries.Check(original, original);
            return new CitusPlan(PushdownTasks.Shards(original, context.Restrictions));
        }

        planner.Trace("join order", "tables are joined one by one");
        return JoinTree(planner, rewritten);
    }

    /// <summary><c>ShouldUseSubqueryPushDown</c>.</summary>
    private static bool UsesPushdown(PgQuery original, PgQuery rewritten, RestrictionContext context)
    {
        static bool IsSubquery(PgExpr part) => part is PgSubLink or PgSubPlan;
        var quals = PgWalk.Quals(rewritten.From).ToList();
        return PgWalk.Leaves(rewritten.From).Exists(leaf => rewritten.Find(leaf)?.Kind == PgSourceKind.Subquery)
            || PgWalk.Any(rewritten.Having, IsSubquery) || quals.Exists(static expr => PgWalk.Any(expr, IsSubquery))
            || rewritten.Targets.Exists(static target => PgWalk.Any(target.Expr, IsSubquery))
            || context.HasSemiJoin
            || CitusTables.AnySource(original, static source => source.Kind is PgSourceKind.Function or PgSourceKind.Values)
            || HasOuterJoin(original) || PgWalk.AnyJoin(rewritten.From, static join => join.IsOuter)
            || (original.HasWindows && WindowRules.Detail(original) is null);
    }

    /// <summary>An outer join of the query as written, also inside a subquery of its conditions.</summary>
    private static bool HasOuterJoin(PgQuery query)
    {
        if (PgWalk.AnyJoin(query.From, static join => join.IsOuter))
        {
            return true;
        }

        var links = new List<PgSubLink>();
        foreach (var quals in PgWalk.Quals(query.From))
        {
            PgWalk.SubLinks(quals, links);
        }

        return links.Exists(static link => PgWalk.AnyQuery(link.Query, static inner => PgWalk.AnyJoin(inner.From, static join => join.IsOuter)));
    }

    private static CitusPlan JoinTree(DistributedPlanner planner, PgQuery query)
    {
        if (QuerySupport.Check(query) is { } unsupported)
        {
            throw unsupported;
        }

        var clauses = BaseClauses(query.From);
        var tables = PgWalk.Leaves(query.From).Select(query.Find).Where(static source => source is { IsRelation: true }).Select(static source => source!).ToList();
        var order = new JoinOrder(tables, clauses).Best() ?? throw new CitusRefusal(CitusWords.NotEquiJoin);
        planner.Trace("join order", string.Join(", ", order.Skip(1)));
        if (order.Contains(JoinRule.Cartesian))
        {
            throw new CitusRefusal(CitusWords.CannotPlan, CitusWords.Cartesian);
        }

        TargetSubqueries.Check(query, query);
        var shards = ShardSet.All;
        var selecting = clauses.FindAll(static clause => !JoinOrder.IsJoinClause(clause));
        foreach (var table in tables)
        {
            if (CitusTables.HasKey(table))
            {
                shards = shards.Intersect(ShardPruner.Prune(table, selecting));
            }
        }

        return new CitusPlan(shards) { Repartitions = order.Contains(JoinRule.Dual) };
    }

    /// <summary>The conditions of WHERE and of inner joins (<c>WhereClauseList</c>).</summary>
    private static List<PgExpr> BaseClauses(PgJoinNode node)
    {
        var clauses = new List<PgExpr>();
        switch (node)
        {
            case PgFrom from:
                clauses.AddRange(QualCanonicalizer.Clauses(from.Quals));
                foreach (var item in from.Items)
                {
                    clauses.AddRange(BaseClauses(item));
                }

                break;
            case PgJoin join:
                if (join.Kind is JoinKind.Inner or JoinKind.Semi)
                {
                    clauses.AddRange(QualCanonicalizer.Clauses(join.Quals));
                }

                clauses.AddRange(BaseClauses(join.Left));
                clauses.AddRange(BaseClauses(join.Right));
                break;
        }

        return clauses;
    }
}
