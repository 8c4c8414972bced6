using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>The queries inside a query in the order of <c>query_tree_walker</c>: expressions first, WITH, then FROM.</summary>
internal static class QueryOrder
{
    public static IEnumerable<PgQuery> Children(PgQuery query)
    {
        foreach (var link in SubLinks(query))
        {
            yield return link.Query;
        }

        foreach (var cte in query.Ctes)
        {
            yield return cte.Query;
        }

        foreach (var source in query.Sources)
        {
            if (source.Subquery is { } subquery)
            {
                yield return subquery;
            }
        }
    }

    public static List<PgSubLink> SubLinks(PgQuery query)
    {
        var links = new List<PgSubLink>();
        if (query.HasSubLinks)
        {
            foreach (var expr in PgWalk.Exprs(query))
            {
                PgWalk.SubLinks(expr, links);
            }
        }

        return links;
    }
}
