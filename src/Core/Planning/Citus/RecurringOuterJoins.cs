using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>
/// An outer join that keeps rows every shard has would repeat them: the other side is read first
/// (<c>RecursivelyPlanRecurringTupleOuterJoinWalker</c>).
/// </summary>
internal sealed class RecurringOuterJoins(PgQuery query, RecursivePlanner recursive, bool force)
{
    public void Run() => Walk(query.From, false);

    /// <summary>Whether the part gives the same rows on every shard.</summary>
    private bool Walk(PgJoinNode node, bool chained)
    {
        switch (node)
        {
            case PgFrom from:
                foreach (var item in from.Items)
                {
                    Walk(item, false);
                }

                return false;
            case PgJoin join:
                return Join(join, chained);
            default:
                return IsRecurring((PgLeaf)node);
        }
    }

    private bool Join(PgJoin join, bool chained)
    {
        var left = Walk(join.Left, true);
        var right = Walk(join.Right, true);
        switch (join.Kind)
        {
            case JoinKind.Left:
                if (left && !right)
                {
                    if (force || chained || !CanPushDown(join))
                    {
                        PlanSide(join.Right);
                    }
                    else
                    {
                        left = false;
                    }
                }

                return left;
            case JoinKind.Right:
                if (right && !left)
                {
                    if (force || chained || !CanPushDown(join))
                    {
                        PlanSide(join.Left);
                    }
                    else
                    {
                        right = false;
                    }
                }

                return right;
            case JoinKind.Full:
                if (left != right)
                {
                    PlanSide(left ? join.Right : join.Left);
                }

                return left || right;
            default:
                return left && right;
        }
    }

    private void PlanSide(PgJoinNode node)
    {
        switch (node)
        {
            case PgJoin join:
                PlanSide(join.Left);
                PlanSide(join.Right);
                break;
            case PgLeaf leaf when !IsRecurring(leaf) && query.Find(leaf.Source) is { } source:
                if (source.IsRelation)
                {
                    recursive.PlanRelation(source);
                }
                else if (source.Subquery is { } subquery)
                {
                    recursive.PlanSubquery(subquery);
                }

                break;
        }
    }

    private bool IsRecurring(PgLeaf leaf) => query.Find(leaf.Source) is not { } source || !CitusTables.Contains(source, CitusTables.IsDistributed);

    /// <summary>
    /// A reference table joined with the key of one table: each shard keeps the rows whose key would live there
    /// (<c>CanPushdownRecurringOuterJoinExtended</c>).
    /// </summary>
    private bool CanPushDown(PgJoin join)
    {
        if (join.Left is not PgLeaf left || join.Right is not PgLeaf right)
        {
            return false;
        }

        var outer = query.Find(join.Kind == JoinKind.Left ? left.Source : right.Source);
        if (outer is null || !CitusTables.IsReference(outer) || HasLateral(left) || HasLateral(right))
        {
            return false;
        }

        foreach (var clause in QualCanonicalizer.Clauses(join.Quals))
        {
            if (clause is not PgOp { IsEquality: true } op || PgTraits.StripImplicit(op.Left) is not PgVar first || PgTraits.StripImplicit(op.Right) is not PgVar second)
            {
                continue;
            }

            var inner = first.Source == outer.Id ? second : second.Source == outer.Id ? first : null;
            if (inner is not null && query.Owns(inner.Source) && LeadsToKey(inner))
            {
                return true;
            }
        }

        return false;
    }

    private bool LeadsToKey(PgVar var)
    {
        var level = query;
        while (level.Find(var.Source) is { } source)
        {
            if (source.IsRelation)
            {
                return var.Column > 0 && CitusTables.KeyColumn(source) == var.Column;
            }

            if (source.Subquery is not { } subquery || var.Column < 1 || var.Column > subquery.Targets.Count || subquery.Targets[var.Column - 1].Expr is not PgVar next)
            {
                return false;
            }

            level = subquery;
            var = next;
        }

        return false;
    }

    private bool HasLateral(PgLeaf leaf) => query.Find(leaf.Source) is { } source && HasLateral(source);

    private static bool HasLateral(PgSource source) =>
        source.Lateral || (source.Subquery is { } subquery && PgWalk.Leaves(subquery.From).Exists(leaf => subquery.Find(leaf) is { } inner && HasLateral(inner)));
}
