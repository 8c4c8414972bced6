using ShardSafety.Core.Model;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.Tests.Planning;

/// <summary>Plans SQL over a small schema: a tenant's tables, devices in another group, a lookup table, a local one.</summary>
internal sealed class Planned : ICatalog
{
    private static readonly Dictionary<string, Table> Tables = new[]
    {
        Of("tenants", TableKind.Distributed, "id", "tenant", "id int8!, plan text, name text", "id"),
        Of("users", TableKind.Distributed, "tenant", "tenant", "tenant int8!, id int8!, name text, boss int8, active bool!", "tenant,id"),
        Of("orders", TableKind.Distributed, "tenant", "tenant", "tenant int8!, id int8!, buyer int8, amount numeric, made timestamptz", "tenant,id"),
        Of("notes", TableKind.Distributed, "tenant", "notes", "tenant int4!, body text", null),
        Of("devices", TableKind.Distributed, "id", "device", "id uuid!, tenant int8, serial text", "id"),
        Of("pages", TableKind.Distributed, "slug", "page", "slug varchar!, title text", "slug"),
        Of("settings", TableKind.SingleShard, null, "settings", "id int4, value text", null),
        Of("plans", TableKind.Reference, null, null, "id text!, name text, price numeric", "id"),
        Of("locks", TableKind.Unmarked, null, null, "name text!, tenant int8", "name"),
    }.ToDictionary(table => table.Name.Name);

    public Table? Find(TableName name) => Tables.GetValueOrDefault(name.Name);

    public static Plan Plan(string sql, int postgres = 15)
    {
        var catalog = new Planned();
        var statement = SqlReader.Read(sql, new SqlReaderOptions { FindTable = catalog.Find }).ShouldHaveSingleItem();
        return ShardPlanner.Plan(statement, catalog, new PlannerOptions(13.2m, postgres));
    }

    /// <summary>The verdict, and Citus's words where it refuses.</summary>
    public static string Verdict(string sql, int postgres = 15)
    {
        var plan = Plan(sql, postgres);
        return plan.CitusError is null ? plan.Verdict.ToString() : plan.Verdict + ": " + plan.CitusError;
    }

    private static Table Of(string name, TableKind kind, string? key, string? group, string columns, string? primary) => new(new TableName(null, name), kind)
    {
        DistributionColumn = key,
        Group = group,
        Columns = columns.Split(", ").Select(column => column.Split(' ')).Select(parts =>
            new Column(parts[0], new SqlType(parts[1].TrimEnd('!'))) { Nullable = !parts[1].EndsWith('!') }).ToEquatableArray(),
        PrimaryKey = primary is null ? null : new KeyConstraint("pk", primary.Split(',').ToEquatableArray()),
    };
}
