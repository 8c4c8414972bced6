using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using ShardSafety.EntityFrameworkCore.Tests.Tooling;
using ShardSafety.PostgreSql.Testing;

namespace ShardSafety.EntityFrameworkCore.Tests.Migrations;

/// <summary>Migrations that <c>dotnet ef</c> made, run on a database: up, down, up again, and as an idempotent script.</summary>
[Collection(EfProjectCollection.Name)]
public sealed class MigrationTests(EfProject project)
{
    private static readonly string[] ShopFirst =
    [
        "Companies: distributed by Id with Companies, 32 shards",
        "OrderItem: distributed by CompanyId with Companies, 32 shards",
        "Orders: distributed by CompanyId with Companies, 32 shards",
        "Plans: reference",
        "Products: reference",
        "Users: distributed by CompanyId with Companies, 32 shards",
    ];

    [Fact]
    public async Task A_first_migration_distributes_each_table_and_goes_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = project.Context("Shop", database.ConnectionString);
        await MigrateAsync(context, "First");
        (await Distributed(database)).ShouldBe(ShopFirst);

        // Rows can be written and read, the seeded ones too.
        await database.ExecuteAsync("""INSERT INTO "Companies" ("Name", "PlanId") VALUES ('one', 'free')""");
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "Companies" c JOIN "Plans" p ON p."Id" = c."PlanId" """)).ShouldBe(1);

        await MigrateAsync(context, "0");
        (await Distributed(database)).ShouldBeEmpty();
        await MigrateAsync(context, "First");
        (await Distributed(database)).ShouldBe(ShopFirst);
    }

    [Fact]
    public async Task A_later_table_joins_the_group_and_a_renamed_one_stays_in_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = project.Context("Shop", database.ConnectionString);
        await MigrateAsync(context, "First");
        await MigrateAsync(context, "Second");
        var distributed = await Distributed(database);
        distributed.ShouldContain("Invoices: distributed by CompanyId with Companies, 32 shards");
        distributed.ShouldContain("SalesOrders: distributed by CompanyId with Companies, 32 shards");
        project.Migration("Shop", "Second").ShouldNotContain("AlterTable");
        await MigrateAsync(context, "First");
        (await Distributed(database)).ShouldBe(ShopFirst);
    }

    [Fact]
    public async Task Plain_tables_with_rows_become_distributed_with_a_longer_key_and_plain_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = project.Context("Growth", database.ConnectionString);
        await MigrateAsync(context, "First");
        await database.ExecuteAsync(
            """
            INSERT INTO "Tenants" SELECT i FROM generate_series(1, 20) i;
            INSERT INTO "Notes" ("TenantId", "Id", "Text") SELECT i, gen_random_uuid(), 'note' FROM generate_series(1, 20) i
            """);
        await MigrateAsync(context, "Second");
        (await Distributed(database)).ShouldBe(
        [
            "Notes: distributed by TenantId with Notes, 4 shards",
            "Tenants: distributed by Id with Notes, 4 shards",
        ]);
        await RowsAndForeignKey();

        await MigrateAsync(context, "First");
        (await Distributed(database)).ShouldBeEmpty();
        await RowsAndForeignKey();

        async Task RowsAndForeignKey()
        {
            (await database.ScalarAsync<long>("""SELECT count(*) FROM "Notes" n JOIN "Tenants" t ON t."Id" = n."TenantId" """)).ShouldBe(20);
            var violation = await Should.ThrowAsync<PostgresException>(() => database.ExecuteAsync("""INSERT INTO "Notes" ("TenantId", "Id", "Text") VALUES (99, gen_random_uuid(), '')"""));
            violation.SqlState.ShouldBe(PostgresErrorCodes.ForeignKeyViolation);
        }
    }

    [Fact]
    public async Task Shard_count_key_and_colocation_change_both_ways()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = project.Context("Reshape", database.ConnectionString);
        await MigrateAsync(context, "First");
        string[] first =
        [
            "Owners: distributed by Id with Owners, 4 shards",
            "Things: distributed by OwnerId with Owners, 4 shards",
            "Visits: distributed by VisitorId with Visits, 4 shards",
        ];
        (await Distributed(database)).ShouldBe(first);
        await database.ExecuteAsync(
            """
            INSERT INTO "Owners" SELECT i FROM generate_series(1, 10) i;
            INSERT INTO "Things" ("OwnerId", "Id") SELECT i, gen_random_uuid() FROM generate_series(1, 10) i;
            INSERT INTO "Visits" ("Id", "OwnerId", "VisitorId") SELECT gen_random_uuid(), i, i + 1 FROM generate_series(1, 10) i
            """);
        await MigrateAsync(context, "Second");
        (await Distributed(database)).ShouldBe(
        [
            "Owners: distributed by Id with Owners, 8 shards",
            "Things: distributed by OwnerId with Owners, 8 shards",
            "Visits: distributed by OwnerId with Owners, 8 shards",
        ]);
        await MigrateAsync(context, "First");
        (await Distributed(database)).ShouldBe(first);
        (await database.ScalarAsync<long>("""SELECT (SELECT count(*) FROM "Visits") + (SELECT count(*) FROM "Things") + (SELECT count(*) FROM "Owners")""")).ShouldBe(30);
        (await ForeignKeys(database)).ShouldBe(["FK_Things_Owners_OwnerId"]);
    }

    [Fact]
    public async Task A_reference_table_becomes_distributed_and_back_with_its_foreign_keys()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = project.Context("Kinds", database.ConnectionString);
        await MigrateAsync(context, "First");
        await database.ExecuteAsync("""INSERT INTO "Rates" VALUES (1, 1), (2, 1); INSERT INTO "Sales" VALUES (1, 1, 1), (2, 1, 1)""");
        (await Distributed(database)).ShouldBe(["Rates: reference", "Sales: distributed by ShopId with Sales, 32 shards"]);
        await MigrateAsync(context, "Second");
        (await Distributed(database)).ShouldBe(["Rates: distributed by ShopId with Rates, 32 shards", "Sales: distributed by ShopId with Rates, 32 shards"]);
        (await ForeignKeys(database)).ShouldBe(["FK_Sales_Rates_ShopId_RateId"]);
        await MigrateAsync(context, "First");
        (await Distributed(database)).ShouldBe(["Rates: reference", "Sales: distributed by ShopId with Sales, 32 shards"]);
        (await ForeignKeys(database)).ShouldBe(["FK_Sales_Rates_ShopId_RateId"]);
        (await database.ScalarAsync<long>("""SELECT count(*) FROM "Sales" s JOIN "Rates" r ON r."ShopId" = s."ShopId" AND r."Id" = s."RateId" """)).ShouldBe(2);
    }

    [Fact]
    public async Task Tenants_schemas_are_distributed_each_with_the_same_migrations()
    {
        await using var database = await TestDatabase.CreateAsync();
        string[] schemas = [database.Schema + "_a", database.Schema + "_b"];
        try
        {
            foreach (var schema in schemas)
            {
                await using var context = project.Context("Tenants", database.ConnectionString, schema);
                await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
                (await database.DistributionAsync(schema)).ShouldContain("Posts: schema-sharded with Author");
                await database.ExecuteAsync($"""INSERT INTO {schema}."Author" DEFAULT VALUES""");
            }

            (await database.ScalarAsync<long>($"SELECT count(DISTINCT colocationid) FROM pg_dist_schema WHERE schemaid IN ('{schemas[0]}'::regnamespace, '{schemas[1]}'::regnamespace)")).ShouldBe(2);
            await using var down = project.Context("Tenants", database.ConnectionString, schemas[0]);
            await MigrateAsync(down, "0");
        }
        finally
        {
            await database.ExecuteAsync($"DROP SCHEMA IF EXISTS {schemas[0]} CASCADE; DROP SCHEMA IF EXISTS {schemas[1]} CASCADE");
        }
    }

    [Fact]
    public async Task A_time_partitioned_table_gets_its_partitions()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = project.Context("Events", database.ConnectionString);
        await MigrateAsync(context, "First");
        (await Distributed(database)).ShouldContain(d => d.StartsWith("Events: distributed by TenantId with Events"));
        (await database.ScalarAsync<long>("""SELECT count(*) FROM pg_inherits WHERE inhparent = '"Events"'::regclass""")).ShouldBeGreaterThanOrEqualTo(4);
        await database.ExecuteAsync("""INSERT INTO "Events" VALUES (1, now(), gen_random_uuid())""");
        await MigrateAsync(context, "0");
        (await Distributed(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_contexts_share_a_database_one_with_names_a_schema_and_a_history_of_its_own()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var named = project.Context("Named", database.ConnectionString);
        await using var shop = project.Context("Shop", database.ConnectionString);
        try
        {
            await MigrateAsync(named, "First");
            await MigrateAsync(shop, "First");
            (await database.DistributionAsync(project.NamedSchema)).ShouldBe(
            [
                "account_balances: distributed by account_id with account_balances, 32 shards",
                "user_accounts: distributed by account_id with account_balances, 32 shards",
            ]);
            (await Distributed(database)).ShouldBe(ShopFirst);
            (await database.ScalarAsync<long>($"SELECT count(*) FROM {project.NamedSchema}.migrations")).ShouldBe(1);
            await MigrateAsync(named, "0");
            (await database.DistributionAsync(project.NamedSchema)).ShouldBeEmpty();
        }
        finally
        {
            await database.ExecuteAsync($"DROP SCHEMA IF EXISTS {project.NamedSchema} CASCADE");
        }
    }

    [Theory]
    [InlineData("Shop")]
    [InlineData("Growth")]
    [InlineData("Reshape")]
    [InlineData("Kinds")]
    [InlineData("Events")]
    public async Task An_idempotent_script_runs_twice(string name)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = project.Context(name, database.ConnectionString);
        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        await database.ExecuteAsync(script);
        var once = await Distributed(database);
        once.ShouldNotBeEmpty();
        await database.ExecuteAsync(script);
        (await Distributed(database)).ShouldBe(once);
    }

    [Fact]
    public void What_Citus_refuses_stops_migrations_add_with_the_reason()
    {
        project.Refusal.ShouldContain("cannot complete operation on a table with identity column");
        project.Refusal.ShouldContain("\"Tickets\"");
        project.RefusalWroteFiles.ShouldBeFalse();
    }

    [Fact]
    public void Migrations_say_how_each_table_is_distributed()
    {
        var first = project.Migration("Shop", "First");
        first.ShouldContain(""".Annotation("ShardSafety:Kind", "Reference")""");
        first.ShouldContain(""".Annotation("ShardSafety:ColocateWith", "Companies")""");
        first.ShouldContain(""".Annotation("ShardSafety:KeyColumn", "CompanyId")""");
    }

    private static Task MigrateAsync(DbContext context, string migration) => context.GetService<IMigrator>().MigrateAsync(migration, TestContext.Current.CancellationToken);

    private static async Task<string[]> Distributed(TestDatabase database) =>
        [.. (await database.DistributionAsync()).Where(static d => !d.EndsWith(": local", StringComparison.Ordinal))];

    private static Task<string[]> ForeignKeys(TestDatabase database) =>
        database.RowsAsync($"SELECT conname FROM pg_constraint WHERE contype = 'f' AND connamespace = '{database.Schema}'::regnamespace ORDER BY conname");
}
