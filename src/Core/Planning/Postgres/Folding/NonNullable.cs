using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Folding;

/// <summary>
/// What a condition that holds says of NULLs: which sources and columns cannot be NULL, and which must be
/// (<c>find_nonnullable_rels</c>, <c>find_nonnullable_vars</c>, <c>find_forced_null_vars</c> in <c>clauses.c</c>).
/// </summary>
internal static class NonNullable
{
    public static HashSet<(int Source, int Column)> Vars(PgExpr? expr) => expr is null ? new() : Find(expr, true);

    private static HashSet<(int Source, int Column)> Find(PgExpr expr, bool top)
    {
        switch (expr)
        {
            case PgVar var:
                return new() { (var.Source, var.Column) };
            case PgFunc { Traits.Strict: true } or PgOp { Operator.Strict: true }:
                return Union(expr, false);
            case PgArrayOp array when PgTraits.IsStrictArrayOp(array, true):
                return Union(expr, false);
            case PgBool { Logic: PgLogic.And } when top:
                return Union(expr, true);
            case PgBool:
                return Intersection(expr, top);
            case PgCast or PgPlaceholder:
                return Find(expr.Args[0], top);
            case PgNullTest { IsNull: false } when top:
                return Find(expr.Args[0], false);
            case PgBooleanTest test when top && (test.Value is not null ? !test.Negated : test.Negated):
                return Find(expr.Args[0], false);
            case PgSubPlan { Link.Kind: SubLinkKind.Any } plan when top:
                return plan.Link.Operators.All(static op => op.Strict)
                    ? plan.Args.Take(plan.TestArgs).Aggregate(new HashSet<(int, int)>(), static (all, arg) => { all.UnionWith(Find(arg, false)); return all; })
                    : new();
            default:
                return new();
        }
    }

    private static HashSet<(int Source, int Column)> Union(PgExpr expr, bool top)
    {
        var all = new HashSet<(int, int)>();
        foreach (var arg in expr.Args)
        {
            all.UnionWith(Find(arg, top));
        }

        return all;
    }

    private static HashSet<(int Source, int Column)> Intersection(PgExpr expr, bool top)
    {
        HashSet<(int, int)>? all = null;
        foreach (var arg in expr.Args)
        {
            var found = Find(arg, top);
            if (all is null)
            {
                all = found;
            }
            else
            {
                all.IntersectWith(found);
            }

            if (all.Count == 0)
            {
                break;
            }
        }

        return all ?? new();
    }

    /// <summary>The sources an OR makes non-null although its branches name different columns of them.</summary>
    public static HashSet<int> SourcesOf(PgExpr? expr) => expr is null ? new() : FindSources(expr, true);

    private static HashSet<int> FindSources(PgExpr expr, bool top)
    {
        switch (expr)
        {
            case PgBool { Logic: PgLogic.And } when top:
                var all = new HashSet<int>();
                foreach (var arg in expr.Args)
                {
                    all.UnionWith(FindSources(arg, true));
                }

                return all;
            case PgBool:
                HashSet<int>? common = null;
                foreach (var arg in expr.Args)
                {
                    var found = FindSources(arg, top);
                    if (common is null)
                    {
                        common = found;
                    }
                    else
                    {
                        common.IntersectWith(found);
                    }
                }

                return common ?? new();
            case PgCast or PgPlaceholder:
                return FindSources(expr.Args[0], top);
            default:
                var strict = expr is PgFunc { Traits.Strict: true } or PgOp { Operator.Strict: true }
                    || (expr is PgArrayOp array && PgTraits.IsStrictArrayOp(array, true))
                    || (expr is PgNullTest { IsNull: false } && top);
                if (!strict)
                {
                    return new HashSet<int>(Find(expr, top).Select(static var => var.Source));
                }

                var union = new HashSet<int>();
                foreach (var arg in expr.Args)
                {
                    union.UnionWith(FindSources(arg, false));
                }

                return union;
        }
    }

    public static HashSet<(int Source, int Column)> ForcedNull(PgExpr? expr)
    {
        var all = new HashSet<(int, int)>();
        foreach (var clause in QualCanonicalizer.Clauses(expr))
        {
            switch (clause)
            {
                case PgNullTest { IsNull: true } test when test.Args[0] is PgVar var:
                    all.Add((var.Source, var.Column));
                    break;
                case PgBooleanTest { Value: null, Negated: false } test when test.Args[0] is PgVar var:
                    all.Add((var.Source, var.Column));
                    break;
            }
        }

        return all;
    }
}
