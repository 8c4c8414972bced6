using ShardSafety.Core.Model;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;

namespace ShardSafety.Core.Tests.Planning.Writes;

/// <summary>
/// Verdicts on writes over a few tables: orders, items and notes by tenant, meters and ticks by meter in a group of their own,
/// regions on every node, jobs on the coordinator.
/// </summary>
internal static class Writes
{
    public static ICatalog Catalog { get; } = new Tables(
        Table("orders", "tenant", "t", ("tenant", SqlType.Int8), ("id", SqlType.Int8), ("total", SqlType.Numeric), ("note", SqlType.Text), ("made", SqlType.TimestampTz)),
        Table("items", "tenant", "t", ("tenant", SqlType.Int8), ("order_id", SqlType.Int8), ("line", SqlType.Int4)),
        Table("notes", "tenant", "t", ("tenant", SqlType.Int8) , ("id", SqlType.Int8)) with { Columns = [new Column("tenant", SqlType.Int8) { DefaultSql = "1" }, new Column("id", SqlType.Int8)] },
        Table("logs", "tenant", "t") with { Columns = [new Column("tenant", SqlType.Int8), new Column("id", SqlType.Int8) { Identity = true }] },
        Table("stamps", "tenant", "t") with { Columns = [new Column("tenant", SqlType.Int8), new Column("made", SqlType.TimestampTz) { DefaultSql = "now()" }] },
        Table("marks", "tenant", "t") with { Columns = [new Column("tenant", SqlType.Int8), new Column("mark", SqlType.Uuid) { DefaultSql = "gen_random_uuid()" }] },
        Table("meters", "meter", "m", ("meter", SqlType.Uuid), ("tenant", SqlType.Int8), ("serial", SqlType.Text)),
        Table("regions", null, null, ("code", SqlType.Text), ("name", SqlType.Text), ("tenant", SqlType.Int8)) with { Kind = TableKind.Reference },
        Table("jobs", null, null, ("name", SqlType.Text), ("tenant", SqlType.Int8)) with { Kind = TableKind.Local });

    public static Plan Plan(string sql, int postgres = 15)
    {
        var options = new SqlReaderOptions { FindTable = Catalog.Find };
        return ShardPlanner.Plan(SqlReader.Read(sql, options).ShouldHaveSingleItem(), Catalog, new PlannerOptions(PostgresVersion: postgres));
    }

    public static void ShouldBe(string sql, string verdict) => Plan(sql).Verdict.ToString().ToLowerInvariant().ShouldBe(verdict, sql);

    public static void ShouldBeRefused(string sql, string words) => (Plan(sql).CitusError ?? Plan(sql).Verdict.ToString()).Split(" | ")[0].ShouldBe(words, sql);

    private static Table Table(string name, string? key, string? group, params (string Name, SqlType Type)[] columns) =>
        new(new TableName(null, name), TableKind.Distributed)
        {
            DistributionColumn = key,
            Group = group,
            Columns = [.. columns.Select(column => new Column(column.Name, column.Type))],
        };

    private sealed class Tables(params Table[] tables) : ICatalog
    {
        public Table? Find(TableName name) => tables.FirstOrDefault(table => table.Name.Name == name.Name);
    }
}
