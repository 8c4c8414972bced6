using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>Which subqueries of FROM can be merged (<c>is_simple_subquery</c>, <c>is_safe_append_member</c>).</summary>
internal static class SimpleSubquery
{
    public static bool IsSimple(PgQuery parent, PgQuery query, PgSource source, PgJoin? outer)
    {
        if (query.Command != CommandKind.Select || query.SetOperation is not null || query.HasAggregates || query.HasWindows
            || query.HasTargetSets || query.IsGrouped || query.HasGroupingSets || query.Having is not null || query.OrderRefs.Count > 0
            || query.Distinct || query.Limit is not null || query.Offset is not null || query.HasRowLocks || query.Ctes.Count > 0)
        {
            return false;
        }

        if (source.Lateral && !IsLateralSafe(parent, query, outer))
        {
            return false;
        }

        return !query.Targets.Exists(static target => PgTraits.IsVolatile(target.Expr));
    }

    /// <summary>
    /// References to the outside must not move above or below an outer join: not from a join condition that an outer join of
    /// the subquery holds back, and only to what the outer join around it holds.
    /// </summary>
    private static bool IsLateralSafe(PgQuery parent, PgQuery query, PgJoin? outer)
    {
        HashSet<int>? allowed = null;
        if (outer is not null)
        {
            allowed = new HashSet<int>(PgWalk.Leaves(outer));
        }

        if (HasUnsafeReferences(parent, query.From, outer is not null, allowed))
        {
            return false;
        }

        return allowed is null || query.Targets.TrueForAll(target => OuterSources(parent, target.Expr).All(allowed.Contains));
    }

    private static IEnumerable<int> OuterSources(PgQuery parent, PgExpr? expr) =>
        PgWalk.Vars(expr).Select(static var => var.Source).Where(parent.Owns);

    private static bool HasUnsafeReferences(PgQuery parent, PgJoinNode node, bool restricted, HashSet<int>? allowed)
    {
        switch (node)
        {
            case PgFrom from:
                return from.Items.Exists(item => HasUnsafeReferences(parent, item, restricted, allowed))
                    || (restricted && !OuterSources(parent, from.Quals).All(source => allowed?.Contains(source) == true));
            case PgJoin join:
                if (join.Kind != JoinKind.Inner)
                {
                    restricted = true;
                    allowed = null;
                }

                return HasUnsafeReferences(parent, join.Left, restricted, allowed)
                    || HasUnsafeReferences(parent, join.Right, restricted, allowed)
                    || (restricted && !OuterSources(parent, join.Quals).All(source => allowed?.Contains(source) == true));
            default:
                return false;
        }
    }

    /// <summary>A UNION ALL arm can be merged only when it is one source without conditions.</summary>
    public static bool IsSafeArm(PgQuery query)
    {
        PgJoinNode node = query.From;
        while (node is PgFrom from)
        {
            if (from.Items.Count != 1 || from.Quals is not null)
            {
                return false;
            }

            node = from.Items[0];
        }

        return node is PgLeaf;
    }
}
