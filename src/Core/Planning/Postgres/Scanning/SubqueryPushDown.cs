using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Rewriting;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Moves conditions on a subquery's columns into it (<c>subquery_push_qual</c> and its checks in <c>allpaths.c</c>).</summary>
internal static class SubqueryPushDown
{
    private sealed class Safety
    {
        public bool NoVolatile { get; set; }

        public HashSet<int> Unsafe { get; } = new();
    }

    public static void Run(PgQuery subquery, Rel rel)
    {
        var safety = new Safety();
        if (rel.BaseClauses.Count == 0 || !IsSafe(subquery, subquery, safety))
        {
            return;
        }

        for (var i = 0; i < rel.BaseClauses.Count; i++)
        {
            var clause = rel.BaseClauses[i];
            if (!clause.IsPseudoConstant && CanMove(clause.Expr, rel, safety))
            {
                Push(subquery, rel.Source.Id, clause.Expr);
                rel.BaseClauses.RemoveAt(i--);
            }
        }
    }

    private static bool IsSafe(PgQuery query, PgQuery top, Safety safety)
    {
        if (query.Limit is not null || query.Offset is not null || query.HasGroupingSets)
        {
            return false;
        }

        safety.NoVolatile |= query.Distinct || query.HasWindows || query.HasTargetSets;
        if (query.SetOperation is null)
        {
            CheckOutputs(query, safety);
        }
        else if (!ReferenceEquals(query, top) || !ArmsAreSafe(query, query.SetOperation, safety))
        {
            return false;
        }

        if (!ReferenceEquals(query, top))
        {
            CheckTypes(query, top, safety);
        }

        return true;
    }

    private static bool ArmsAreSafe(PgQuery top, PgSetNode node, Safety safety)
    {
        switch (node)
        {
            case PgSetBranch branch:
                // A row that EXCEPT takes away on the left must not be kept out on the right.
                return branch.Kind != Queries.SetKind.Except && ArmsAreSafe(top, branch.Left, safety) && ArmsAreSafe(top, branch.Right, safety);
            case PgSetLeaf leaf when top.Find(leaf.Source) is { Subquery: { } arm }:
                return IsSafe(arm, top, safety);
            default:
                return false;
        }
    }

    private static void CheckTypes(PgQuery arm, PgQuery top, Safety safety)
    {
        for (var i = 0; i < arm.Targets.Count && i < top.Targets.Count; i++)
        {
            if (arm.Targets[i].Expr.Type.Name != top.Targets[i].Expr.Type.Name && !arm.Targets[i].Expr.Type.IsUnknown)
            {
                safety.Unsafe.Add(i + 1);
            }
        }
    }

    private static void CheckOutputs(PgQuery query, Safety safety)
    {
        var windows = query.Windows();
        for (var i = 0; i < query.Targets.Count; i++)
        {
            var target = query.Targets[i];
            if (target.IsJunk)
            {
                continue;
            }

            var expr = target.Expr;
            if ((query.HasTargetSets && PgWalk.Any(expr, static part => part is PgFunc { Traits.ReturnsSet: true }))
                || PgTraits.IsVolatile(expr)
                || (query.DistinctRefs.Count > 0 && !query.DistinctRefs.Contains(i))
                || (query.HasWindows && !windows.TrueForAll(window => window.PartitionBy.Any(expr.Same))))
            {
                safety.Unsafe.Add(i + 1);
            }
        }
    }

    private static bool CanMove(PgExpr clause, Rel rel, Safety safety)
    {
        if (PgTraits.ContainsSubPlan(clause) || (safety.NoVolatile && PgTraits.IsVolatile(clause)) || PgWalk.Any(clause, static part => part is PgPlaceholder))
        {
            return false;
        }

        // Columns of outer queries are parameters here, and no hindrance.
        return PgWalk.Vars(clause).TrueForAll(var => var.Source != rel.Source.Id || (var.Column > 0 && !safety.Unsafe.Contains(var.Column)));
    }

    private static void Push(PgQuery query, int source, PgExpr clause)
    {
        if (query.SetOperation is { } set)
        {
            PushIntoArms(query, set, source, clause);
            return;
        }

        var moved = VarReplacer.Replace(clause, source, var => var.Column >= 1 && var.Column <= query.Targets.Count ? query.Targets[var.Column - 1].Expr : var);
        if (query.HasAggregates || query.IsGrouped || query.HasGroupingSets || query.Having is not null)
        {
            query.Having = And(query.Having, moved);
        }
        else
        {
            query.From.Quals = And(query.From.Quals, moved);
        }
    }

    private static void PushIntoArms(PgQuery query, PgSetNode node, int source, PgExpr clause)
    {
        if (node is PgSetBranch branch)
        {
            PushIntoArms(query, branch.Left, source, clause);
            PushIntoArms(query, branch.Right, source, clause);
        }
        else if (node is PgSetLeaf leaf && query.Find(leaf.Source) is { Subquery: { } arm })
        {
            Push(arm, source, clause);
        }
    }

    private static PgExpr And(PgExpr? first, PgExpr second) =>
        first is null ? second : new PgBool(PgLogic.And, QualCanonicalizer.Clauses(first).Append(second).ToImmutableArray());
}
