using System.Globalization;
using System.Text;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Ddl.Changes;

/// <summary>The partitions of a time-partitioned table.</summary>
internal static class TimePartitions
{
    private const string DefaultSuffix = "_default";

    /// <summary>What follows the closing parenthesis of CREATE TABLE.</summary>
    public static string Clause(string column) => " PARTITION BY RANGE (" + SqlText.Identifier(column) + ")";

    /// <summary>Creates the partitions from today on; without Citus one partition takes everything, so that rows can be written.</summary>
    /// <param name="interval">As PostgreSQL writes it: <c>1 month</c>.</param>
    public static string Create(TableName table, string interval, int ahead) => SqlText.Block(
        "BEGIN\n"
        + "    IF " + MigrationPrelude.Installed + " THEN\n"
        + "        PERFORM create_time_partitions(" + SqlText.RegClass(table) + ", INTERVAL " + SqlText.Literal(interval)
        + ", now() + " + ahead.ToString(CultureInfo.InvariantCulture) + " * INTERVAL " + SqlText.Literal(interval) + ");\n"
        + "    ELSIF NOT EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhparent = " + SqlText.RegClass(table) + "::regclass) THEN\n"
        + "        CREATE TABLE " + SqlText.Identifier(new TableName(table.Schema, Shortened(table.Name) + DefaultSuffix))
        + " PARTITION OF " + SqlText.Identifier(table) + " DEFAULT;\n"
        + "    END IF;\n"
        + "END");

    private static string Shortened(string name)
    {
        while (Encoding.UTF8.GetByteCount(name) > SqlText.LongestName - DefaultSuffix.Length)
        {
            name = name.Substring(0, name.Length - 1);
        }

        return name;
    }
}
