using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>
/// Takes out the subqueries that are not joined with the rest on the key, keeping an anchor in place
/// (<c>RecursivelyPlanNonColocatedSubqueries</c>, <c>query_colocation_checker.c</c>).
/// </summary>
internal static class NonColocatedSubqueries
{
    public static void Plan(PgQuery query, RecursivePlanner recursive)
    {
        if (Anchor(query) is not { } anchor)
        {
            return;
        }

        var context = recursive.Context;
        var identities = anchor.IsRelation
            ? new HashSet<int> { anchor.Identity }
            : new HashSet<int>(CitusTables.Relations(anchor.Subquery!).Select(static source => source.Identity));
        var filtered = ContextFilter.For(context, identities);
        if (filtered.Relations.Count == 0)
        {
            return;
        }

        var classes = AttributeEquivalences.All(filtered);
        foreach (var leaf in PgWalk.Leaves(query.From))
        {
            if (query.Find(leaf) is { Kind: PgSourceKind.Subquery, Subquery: { } subquery } && !IsColocated(subquery, context, filtered, classes))
            {
                recursive.PlanSubquery(subquery);
            }
        }

        var links = new List<PgSubLink>();
        PgWalk.SubLinks(query.From.Quals, links);
        foreach (var link in links)
        {
            if (!IsColocated(link.Query, context, filtered, classes))
            {
                recursive.PlanSubquery(link.Query);
            }
        }
    }

    /// <summary>The first distributed table; else the first subquery with one that is no union (<c>AnchorRte</c>).</summary>
    private static PgSource? Anchor(PgQuery query)
    {
        PgSource? anchor = null;
        var leaves = new HashSet<int>(PgWalk.Leaves(query.From));
        foreach (var source in query.Sources.Where(source => leaves.Contains(source.Id)))
        {
            if (anchor is null && source is { Kind: PgSourceKind.Subquery, Subquery: { } subquery }
                && CitusTables.AnySource(subquery, CitusTables.IsDistributed) && subquery.SetOperation is null && !KeyEquality.HasUnionSubquery(subquery))
            {
                anchor = source;
            }
            else if (CitusTables.IsDistributed(source))
            {
                return source;
            }
        }

        return anchor;
    }

    /// <summary><c>SubqueryColocated</c>.</summary>
    private static bool IsColocated(PgQuery subquery, RestrictionContext context, RestrictionContext anchor, List<KeyClass> classes)
    {
        var own = ContextFilter.For(context, subquery).Relations;
        if (own.Count == 0)
        {
            return true;
        }

        var all = new List<RelationRestriction>();
        var seen = new HashSet<int>();
        foreach (var relation in anchor.Relations.Concat(own))
        {
            if (seen.Add(relation.Identity))
            {
                all.Add(relation);
            }
        }

        return !KeyEquality.HasSeveralDistributed(all) || KeyEquality.Covers(classes, all);
    }
}
