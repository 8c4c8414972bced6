using System;
using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Inlines the WITH items that PostgreSQL would, so that they may be pushed down (<c>cte_inline.c</c>).</summary>
internal static class CteInlining
{
    public static bool HasInlinable(PgQuery query) => PgWalk.AnyQuery(query, static inner => inner.Ctes.Exists(cte => CanInline(cte, inner.Command)));

    private static bool CanInline(PgCte cte, CommandKind command) =>
        (cte.Materialized == false || (cte.Materialized is null && cte.References == 1)) && !cte.Recursive && command == CommandKind.Select
        && CteInliner.IsReadOnly(cte.Query) && !PgTraits.IsVolatile(cte.Query);

    public static void Inline(PgQuery query, Func<int> next)
    {
        foreach (var cte in new List<PgCte>(query.Ctes))
        {
            if (CanInline(cte, query.Command))
            {
                CteInliner.Inline(query, cte, next);
                query.Ctes.Remove(cte);
            }
        }

        foreach (var child in PgWalk.Children(query))
        {
            Inline(child, next);
        }
    }
}
