using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>MERGE joins its target with its source; which rows are kept depends on its actions (<c>transform_MERGE_to_join</c>).</summary>
internal static class MergeJoin
{
    public static void Make(PgQuery query)
    {
        if (query is not { Command: CommandKind.Merge, Write: { } write } || query.From.Items.Count != 1)
        {
            return;
        }

        bool Has(MergeMatch match) => write.MergeActions.Any(action => action.Match == match && action.Kind is not null);

        // Only PostgreSQL 17 has actions for rows of the target that the source does not match.
        var kind = (Has(MergeMatch.NotMatched), Has(MergeMatch.NotMatchedBySource)) switch
        {
            (true, true) => JoinKind.Full,
            (true, false) => JoinKind.Right,
            (false, true) => JoinKind.Left,
            _ => JoinKind.Inner,
        };
        var join = new PgJoin(kind, new PgLeaf(query.ResultSource), query.From.Items[0], write.MergeOn) { At = query.At };
        query.From = new PgFrom(new List<PgJoinNode> { join }, query.From.Quals);
        query.Write = write with { MergeOn = null };
    }
}
