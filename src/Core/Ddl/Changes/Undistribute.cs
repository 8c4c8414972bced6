using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Ddl.Changes;

/// <summary>Makes one distributed or reference table a plain one. Its foreign keys must have been dropped before.</summary>
internal static class Undistribute
{
    public static string Write(TableName table) => SqlText.Block(
        "BEGIN\n"
        + "    IF EXISTS (SELECT FROM pg_catalog.pg_dist_partition p WHERE p.logicalrelid = " + SqlText.RegClass(table) + "::regclass AND NOT (p.partmethod = 'n' AND p.repmodel <> 't' AND p.colocationid = 0)) THEN\n"
        + "        PERFORM undistribute_table(" + SqlText.RegClass(table) + ");\n"
        + "    END IF;\n"
        + "END");
}
