using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>What of the hooks' notes concerns a subquery (<c>FilterPlannerRestrictionForQuery</c>).</summary>
internal static class ContextFilter
{
    public static RestrictionContext For(RestrictionContext context, PgQuery query) =>
        For(context, new HashSet<int>(CitusTables.Relations(query).Select(static source => source.Identity)));

    public static RestrictionContext For(RestrictionContext context, HashSet<int> identities)
    {
        var roots = new Dictionary<PlannerRoot, bool>();
        bool Concerns(PlannerRoot root)
        {
            if (!roots.TryGetValue(root, out var concerns))
            {
                concerns = CitusTables.Contains(root.Query.Sources, source => source.IsRelation && identities.Contains(source.Identity));
                roots[root] = concerns;
            }

            return concerns;
        }

        return new RestrictionContext
        {
            Relations = context.Relations.FindAll(relation => identities.Contains(relation.Identity)),
            Joins = context.Joins.FindAll(join => Concerns(join.Root)),
            HasSemiJoin = context.HasSemiJoin,
            HasOuterJoin = context.HasOuterJoin,
        };
    }
}
