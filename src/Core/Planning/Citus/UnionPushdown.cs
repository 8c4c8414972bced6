using System.Linq;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>
/// Whether a UNION can run on each shard: every arm gives its table's key in the same column (<c>SafeToPushdownUnionSubquery</c>).
/// </summary>
internal static class UnionPushdown
{
    public static bool IsSafe(PgQuery query, RestrictionContext context)
    {
        var walker = new AttributeEquivalences(context);
        var keys = new KeyClass();
        foreach (var relation in context.Relations)
        {
            var position = KeyPosition(query, relation.Identity);
            if (position == 0)
            {
                continue;
            }

            if (keys.UnionPosition == 0)
            {
                keys.UnionPosition = position;
            }
            else if (keys.UnionPosition != position)
            {
                continue;
            }

            var key = CitusTables.KeyColumn(relation.Source);
            walker.Add(keys, relation.Root, new PgVar(relation.Source.Id, key, relation.Source.TypeOf(key)));
        }

        var all = AttributeEquivalences.All(context);
        all.Add(keys);
        return KeyEquality.Covers(all, context.Relations) && KeyEquality.AreColocated(context.Relations) && OuterJoinsKeepKey(query, context);
    }

    /// <summary>The rows that a left join keeps must be told by their key (<c>PartitionColumnSelectedForOuterJoin</c>).</summary>
    private static bool OuterJoinsKeepKey(PgQuery query, RestrictionContext context)
    {
        foreach (var join in context.Joins)
        {
            if (join.Kind != JoinKind.Left)
            {
                continue;
            }

            foreach (var id in join.Root.Sources(join.Outer))
            {
                if (join.Root.Query.Find(id) is { IsRelation: true } source && KeyPosition(query, source.Identity) == 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>At which position the query that names the relation selects its key; 0 if it does not (<c>PartitionKeyForRTEIdentityInQuery</c>).</summary>
    private static int KeyPosition(PgQuery query, int identity)
    {
        if (QueryOf(query, identity) is not { } owner)
        {
            return 0;
        }

        for (var i = 0; i < owner.Targets.Count; i++)
        {
            if (owner.Targets[i] is { IsJunk: false, Expr: PgVar var } && ReferencedColumn.Find(var, owner, false) is { } found
                && found.Source.Identity == identity && found.IsKey)
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static PgQuery? QueryOf(PgQuery query, int identity)
    {
        if (query.Sources.Exists(source => source.IsRelation && source.Identity == identity))
        {
            return query;
        }

        foreach (var child in PgWalk.Children(query))
        {
            if (QueryOf(child, identity) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
