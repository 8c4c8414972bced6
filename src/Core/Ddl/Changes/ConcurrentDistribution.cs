namespace ShardSafety.Core.Ddl.Changes;

/// <summary><c>create_distributed_table_concurrently</c>, which lets writes go on. A statement of its own outside any transaction, so no block guards it.</summary>
internal static class ConcurrentDistribution
{
    public static string Write(DistributedStep step) =>
        "SELECT create_distributed_table_concurrently(" + SqlText.RegClass(step.Table) + ", " + SqlText.Literal(step.Column)
        + ", colocate_with => " + (step.ColocateWith is null ? "'none'" : SqlText.RegClass(step.ColocateWith))
        + (step.ShardCount is { } count ? ", shard_count => " + count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")
        + ") WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_dist_partition WHERE logicalrelid = " + SqlText.RegClass(step.Table) + "::regclass);\n";
}
