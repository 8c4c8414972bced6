using System.Collections.Generic;
using System.Globalization;

namespace ShardSafety.Core.Ddl.Changes;

/// <summary>Changes a distributed table's key, colocation or number of shards, with its rows; nothing where it is so already.</summary>
internal static class AlterDistribution
{
    private const string Shards = "(SELECT c.shardcount FROM pg_catalog.pg_dist_colocation c WHERE c.colocationid = p.colocationid)";

    /// <summary>One table alone. Foreign keys from and to distributed tables must have been dropped before: Citus would drop them.</summary>
    public static string Write(DistributedStep step)
    {
        var arguments = new List<string>
        {
            SqlText.RegClass(step.Table),
            "distribution_column => " + SqlText.Literal(step.Column),
        };
        var differs = new List<string> { "column_to_column_name(p.logicalrelid, p.partkey) <> " + SqlText.Literal(step.Column) };
        if (step.ColocateWith is { } other)
        {
            arguments.Add("colocate_with => " + SqlText.RegClass(other));
            differs.Add("p.colocationid <> (SELECT o.colocationid FROM pg_catalog.pg_dist_partition o WHERE o.logicalrelid = " + SqlText.RegClass(other) + "::regclass)");
        }
        else
        {
            arguments.Add("colocate_with => 'none'");
            differs.Add("EXISTS (SELECT FROM pg_catalog.pg_dist_partition o WHERE o.colocationid = p.colocationid AND o.logicalrelid <> p.logicalrelid\n"
                + "            AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = o.logicalrelid AND i.inhparent = p.logicalrelid))");
            if (step.ShardCount is { } count)
            {
                arguments.Add("shard_count => " + Number(count));
                differs.Add(Shards + " <> " + Number(count));
            }
        }

        arguments.Add("cascade_to_colocated => false");
        return If(step, string.Join("\n        OR ", differs), arguments);
    }

    /// <summary>The number of shards of a whole group, through any table of it. Foreign keys inside the group are kept.</summary>
    public static string GroupShardCount(DistributedStep step, int count) => If(
        step,
        Shards + " <> " + Number(count),
        [SqlText.RegClass(step.Table), "shard_count => " + Number(count), "cascade_to_colocated => true"]);

    private static string If(DistributedStep step, string condition, IEnumerable<string> arguments) => SqlText.Block(
        "BEGIN\n"
        + "    IF EXISTS (SELECT FROM pg_catalog.pg_dist_partition p WHERE p.logicalrelid = " + SqlText.RegClass(step.Table) + "::regclass AND p.partmethod = 'h' AND (\n"
        + "        " + condition + ")) THEN\n"
        + "        PERFORM alter_distributed_table(" + string.Join(", ", arguments) + ");\n"
        + "    END IF;\n"
        + "END");

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
