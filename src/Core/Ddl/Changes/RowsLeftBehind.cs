using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Ddl.Changes;

/// <summary>
/// When a table with rows is distributed, they are copied to the shards and stay, invisible, in the table on the coordinator.
/// </summary>
internal static class RowsLeftBehind
{
    /// <summary>Removes them. Only rows of the coordinator's own table are seen by TRUNCATE's check, so that an empty one is no error.</summary>
    public static string Remove(TableName table) => SqlText.Block(
        "BEGIN\n"
        + "    PERFORM truncate_local_data_after_distributing_table(" + SqlText.RegClass(table) + ");\n"
        + "END");
}
