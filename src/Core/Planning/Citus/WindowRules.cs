using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Window functions run on each shard where every window is partitioned by the key (<c>SafeToPushdownWindowFunction</c>).</summary>
internal static class WindowRules
{
    public static string? Detail(PgQuery query)
    {
        var windows = query.Windows();
        if (windows.Exists(static window => window.Partitions == 0))
        {
            return "Window functions without PARTITION BY on distribution column is currently unsupported";
        }

        return windows.TrueForAll(window => ReferencedColumn.IncludesKey(query, window.PartitionBy))
            ? null
            : "Window functions with PARTITION BY list missing distribution column is currently unsupported";
    }
}
