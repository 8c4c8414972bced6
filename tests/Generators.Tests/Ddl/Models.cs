using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Generators.Tests.Ddl;

/// <summary>Small models for the DDL, and the tables they speak of.</summary>
internal static class Models
{
    public static ContextModel Context(params Table[] tables) => new("Suite.AppDb")
    {
        DisplayName = "AppDb",
        Assembly = "Suite",
        Tables = tables.ToEquatableArray(),
        Groups = tables
            .Where(t => t.Group is not null)
            .GroupBy(t => t.Group!)
            .Select(g => new ColocationGroup(g.Key)
            {
                DisplayName = g.Key,
                Root = (g.FirstOrDefault(t => t.Name.Name == g.Key) ?? g.First()).Name,
                ShardCount = g.Select(t => t.ShardCount).FirstOrDefault(c => c is not null),
            })
            .ToEquatableArray(),
    };

    public static Table Reference(string name, params string[] principals) => Table(name, TableKind.Reference) with { ForeignKeys = Keys(principals) };

    public static Table Local(string name, params string[] principals) => Table(name, TableKind.Local) with { ForeignKeys = Keys(principals) };

    public static Table Distributed(string name, string column, string group, params string[] principals) =>
        Table(name, TableKind.Distributed) with { DistributionColumn = column, Group = group, ForeignKeys = Keys(principals) };

    public static Table SingleShard(string name, string group) => Table(name, TableKind.SingleShard) with { Group = group };

    private static Table Table(string name, TableKind kind) => new(new TableName(null, name), kind);

    private static EquatableArray<TableForeignKey> Keys(string[] principals) =>
        principals.Select(p => new TableForeignKey("FK_" + p, EquatableArray<string>.Empty, new TableName(null, p), EquatableArray<string>.Empty)).ToEquatableArray();

    /// <summary>A shop: its tables, not distributed yet.</summary>
    public const string ShopTables =
        """
        CREATE TABLE "Plans" ("Id" text PRIMARY KEY);
        CREATE TABLE "Products" ("Id" int PRIMARY KEY);
        CREATE TABLE "Companies" ("Id" bigint PRIMARY KEY, "PlanId" text NOT NULL REFERENCES "Plans");
        CREATE TABLE "Users" ("CompanyId" bigint NOT NULL REFERENCES "Companies", "Id" bigint NOT NULL, "ManagerId" bigint,
            PRIMARY KEY ("CompanyId", "Id"), FOREIGN KEY ("CompanyId", "ManagerId") REFERENCES "Users");
        CREATE TABLE "Items" ("CompanyId" bigint NOT NULL, "UserId" bigint NOT NULL, "Line" int NOT NULL, "ProductId" int NOT NULL REFERENCES "Products",
            PRIMARY KEY ("CompanyId", "UserId", "Line"), FOREIGN KEY ("CompanyId", "UserId") REFERENCES "Users");
        CREATE TABLE "Devices" ("DeviceId" uuid PRIMARY KEY, "CompanyId" bigint NOT NULL);
        CREATE TABLE "Counters" ("Name" text PRIMARY KEY, "Value" bigint NOT NULL);
        CREATE TABLE "Jobs" ("Name" text PRIMARY KEY, "PlanId" text REFERENCES "Plans");
        """;

    public const string ShopRows =
        """
        INSERT INTO "Plans" VALUES ('pro');
        INSERT INTO "Products" VALUES (1);
        INSERT INTO "Companies" VALUES (1, 'pro'), (2, 'pro');
        INSERT INTO "Users" VALUES (1, 1, NULL), (1, 2, 1), (2, 1, NULL);
        INSERT INTO "Items" VALUES (1, 1, 1, 1);
        INSERT INTO "Devices" VALUES ('11111111-1111-1111-1111-111111111111', 1);
        INSERT INTO "Counters" VALUES ('c', 1);
        """;

    public static ContextModel Shop(int? deviceShards = 8) => Context(
        Distributed("Items", "CompanyId", "Companies", "Users", "Products"),
        Distributed("Users", "CompanyId", "Companies", "Companies", "Users"),
        Distributed("Companies", "Id", "Companies", "Plans"),
        Distributed("Devices", "DeviceId", "Devices") with { ShardCount = deviceShards },
        SingleShard("Counters", "Counters"),
        Local("Jobs", "Plans"),
        Reference("Products"),
        Reference("Plans"));

    public static readonly string[] ShopDistribution =
    [
        "Companies: distributed by Id with Companies, 32 shards",
        "Counters: single shard with Counters",
        "Devices: distributed by DeviceId with Devices, 8 shards",
        "Items: distributed by CompanyId with Companies, 32 shards",
        "Plans: reference",
        "Products: reference",
        "Users: distributed by CompanyId with Companies, 32 shards",
    ];
}
