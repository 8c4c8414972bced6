using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>What of a query under EXISTS does not matter (<c>simplify_EXISTS_query</c> in <c>subselect.c</c>).</summary>
internal static class ExistsQuery
{
    public static bool CanSimplify(PgQuery query)
    {
        if (query.Command != CommandKind.Select || query.SetOperation is not null || query.HasAggregates || query.HasGroupingSets
            || query.HasWindows || query.HasTargetSets || query.HasModifyingCte || query.Having is not null || query.Offset is not null
            || query.HasRowLocks)
        {
            return false;
        }

        return query.Limit is null || ConstantFolder.Fold(query.Limit) is PgConst limit && (limit.IsNull || limit.Value is not long count || count > 0);
    }

    public static void Simplify(PgQuery query)
    {
        query.Limit = null;
        query.Targets = new();
        query.GroupRefs = new();
        query.DistinctRefs = new();
        query.OrderRefs = new();
        query.Distinct = false;
    }
}
