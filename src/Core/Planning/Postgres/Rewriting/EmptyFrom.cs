using System;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>A query without FROM gets a source of one empty row (<c>replace_empty_jointree</c>).</summary>
internal static class EmptyFrom
{
    public static void Fill(PgQuery query, Func<int> next)
    {
        if (query.From.Items.Count > 0 || query.SetOperation is not null)
        {
            return;
        }

        var result = new PgSource(next(), PgSourceKind.Result, "*RESULT*");
        query.Append(result);
        query.From.Items.Add(new PgLeaf(result.Id));
    }
}
