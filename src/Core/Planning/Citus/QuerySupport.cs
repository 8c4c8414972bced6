using System.Linq;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>What no query over several shards may be at its top (<c>DeferErrorIfQueryNotSupported</c>). The last reason found is the one told.</summary>
internal static class QuerySupport
{
    public static CitusRefusal? Check(PgQuery query)
    {
        string? message = null;
        if (query.SetOperation is not null)
        {
            message = "could not run distributed query with UNION, INTERSECT, or EXCEPT";
        }

        if (query.HasRecursive)
        {
            message = "could not run distributed query with RECURSIVE";
        }

        if (query.Ctes.Count > 0)
        {
            message = "could not run distributed query with common table expressions";
        }

        if (query.HasRowLocks)
        {
            message = "could not run distributed query with FOR UPDATE/SHARE commands";
        }

        if (query.HasGroupingSets)
        {
            message = CitusWords.GroupingSets;
        }

        if (PgWalk.AnyDeep(query, static part => part is PgForm { Kind: PgFormKind.GroupingFunc }))
        {
            message = "could not run distributed query with GROUPING";
        }

        if (PgWalk.Leaves(query.From).Exists(leaf => query.Find(leaf) is { Kind: PgSourceKind.Cte or PgSourceKind.Result } or { IsAppendParent: true }))
        {
            message = "could not run distributed query with complex table expressions";
        }

        if (HasSubquery(query.Limit))
        {
            message = "subquery in LIMIT is not supported in multi-shard queries";
        }

        if (HasSubquery(query.Offset))
        {
            message = "subquery in OFFSET is not supported in multi-shard queries";
        }

        if (CitusTables.Relations(query).Exists(CitusTables.IsLocal))
        {
            message = CitusWords.LocalJoin;
        }

        return message is null ? null : new CitusRefusal(message) { At = query.At };
    }

    private static bool HasSubquery(PgExpr? expr) => PgWalk.Any(expr, static part => part is PgSubLink or PgSubPlan);
}
