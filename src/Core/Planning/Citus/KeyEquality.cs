using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Whether all tables are joined on their keys (<c>relation_restriction_equivalence.c</c>).</summary>
internal static class KeyEquality
{
    /// <summary><c>AllDistributionKeysInQueryAreEqual</c>.</summary>
    public static bool HoldsIn(PgQuery query, RestrictionContext context)
    {
        if (query.Ctes.Count > 0 || HasLocal(context))
        {
            return false;
        }

        if (Holds(context))
        {
            return true;
        }

        return (query.SetOperation is not null || HasUnionSubquery(query)) && UnionPushdown.IsSafe(query, context);
    }

    /// <summary>The same of a subquery, by what of the context concerns it (<c>AllDistributionKeysInSubqueryAreEqual</c>).</summary>
    public static bool HoldsInSubquery(PgQuery query, RestrictionContext context) =>
        query.Ctes.Count == 0 && HoldsIn(query, ContextFilter.For(context, query));

    private static bool HasLocal(RestrictionContext context) => context.Relations.Exists(static relation => !CitusTables.IsCitus(relation.Source));

    /// <summary><c>RestrictionEquivalenceForPartitionKeys</c>.</summary>
    public static bool Holds(RestrictionContext context)
    {
        if (HasLocal(context))
        {
            return false;
        }

        return !HasSeveralDistributed(context.Relations) || Covers(AttributeEquivalences.All(context), context.Relations);
    }

    public static bool HasSeveralDistributed(List<RelationRestriction> relations) =>
        relations.Where(static relation => CitusTables.IsDistributed(relation.Source)).Select(static relation => relation.Identity).Distinct().Skip(1).Any();

    /// <summary>Whether the classes, merged from the first table's key on, hold every table's key (<c>EquivalenceListContainsRelationsEquality</c>).</summary>
    public static bool Covers(List<KeyClass> classes, List<RelationRestriction> relations)
    {
        var common = new HashSet<int>();
        var first = relations.Find(static relation => CitusTables.HasKey(relation.Source));
        if (first is not null && classes.Count > 0)
        {
            common.Add(first.Identity);
            var open = new List<KeyClass>(classes);
            for (var again = true; again;)
            {
                again = false;
                for (var i = 0; i < open.Count; i++)
                {
                    if (open[i].Identities.Overlaps(common))
                    {
                        common.UnionWith(open[i].Identities);
                        open.RemoveAt(i--);
                        again = true;
                    }
                }
            }
        }

        return relations.TrueForAll(relation =>
            (CitusTables.IsCitus(relation.Source) && !CitusTables.HasKey(relation.Source)) || common.Contains(relation.Identity));
    }

    /// <summary>The query selects from nothing but a UNION, at some depth (<c>ContainsUnionSubquery</c>).</summary>
    public static bool HasUnionSubquery(PgQuery query)
    {
        var leaves = PgWalk.Leaves(query.From);
        if (leaves.Count != 1 || query.Find(leaves[0]) is not { Kind: PgSourceKind.Subquery, Subquery: { } subquery })
        {
            return false;
        }

        return subquery.SetOperation is PgSetBranch branch ? branch.Kind == SetKind.Union : HasUnionSubquery(subquery);
    }

    /// <summary><c>AllDistributedRelationsInRestrictionContextColocated</c>.</summary>
    public static bool AreColocated(List<RelationRestriction> relations) =>
        relations.Where(static relation => CitusTables.IsDistributed(relation.Source)).Select(static relation => CitusTables.Group(relation.Source)).Distinct().Count() <= 1;
}
