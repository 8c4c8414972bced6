using System;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Puts a WITH item's query where it is named (<c>inline_cte</c>).</summary>
internal static class CteInliner
{
    /// <summary>Neither writes nor locks rows (<c>contain_dml</c>).</summary>
    public static bool IsReadOnly(PgQuery query) => !PgWalk.AnyQuery(query, static inner => inner.Command != CommandKind.Select || inner.HasRowLocks);

    public static void Inline(PgQuery query, PgCte cte, Func<int> next)
    {
        var first = true;
        Into(query, cte, next, ref first);
    }

    private static void Into(PgQuery query, PgCte cte, Func<int> next, ref bool first)
    {
        foreach (var source in query.Sources)
        {
            if (source.Kind == PgSourceKind.Cte && source.Cte == cte.Id)
            {
                source.Kind = PgSourceKind.Subquery;
                source.Subquery = first ? PgCopier.Copy(cte.Query) : PgCopier.CopyAnew(cte.Query, next);
                source.Cte = -1;
                first = false;
            }
        }

        foreach (var child in PgWalk.Children(query))
        {
            if (!ReferenceEquals(child, cte.Query))
            {
                Into(child, cte, next, ref first);
            }
        }
    }
}
