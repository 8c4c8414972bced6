using Npgsql;
using ShardSafety.PostgreSql.Testing;

namespace ShardSafety.Generators.Tests.PostgreSql;

/// <summary>The order rules that the other tests rely on, on whichever database they run.</summary>
[Collection(TestDatabase.Collection)]
public class TestDatabaseTests
{
    private const string Tables =
        """
        CREATE TABLE "Plans" ("Id" text PRIMARY KEY);
        CREATE TABLE "Companies" ("Id" bigint PRIMARY KEY, "PlanId" text NOT NULL REFERENCES "Plans");
        CREATE TABLE "Users" ("CompanyId" bigint NOT NULL REFERENCES "Companies", "Id" bigint NOT NULL, PRIMARY KEY ("CompanyId", "Id"));
        """;

    [Fact]
    public async Task Distribution_is_listed_as_the_catalogs_hold_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(Tables);
        await database.ExecuteAsync(
            """
            SET LOCAL citus.enable_local_reference_table_foreign_keys TO off;
            SELECT create_reference_table('"Plans"');
            SELECT create_distributed_table('"Companies"', 'Id', colocate_with => 'none', shard_count => 8);
            SELECT create_distributed_table('"Users"', 'CompanyId', colocate_with => '"Companies"');
            """);

        (await database.DistributionAsync()).ShouldBe(
        [
            "Companies: distributed by Id with Companies, 8 shards",
            "Plans: reference",
            "Users: distributed by CompanyId with Companies, 8 shards",
        ]);
    }

    [Fact]
    public async Task A_dependent_before_its_principal_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(Tables);

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync("SELECT create_distributed_table('\"Users\"', 'CompanyId')"));
        refusal.MessageText.ShouldBe("referenced table \"Companies\" must be a distributed table or a reference table");
    }

    [Fact]
    public async Task A_reference_table_takes_connected_plain_tables_into_the_metadata()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(Tables);
        await database.ExecuteAsync("SELECT create_reference_table('\"Plans\"')");

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync("SELECT create_distributed_table('\"Companies\"', 'Id')"));
        refusal.MessageText.ShouldBe("cannot create foreign key constraint since foreign keys from reference tables and local tables to distributed tables are not supported");
    }

    [Fact]
    public async Task A_dropped_table_is_forgotten()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("CREATE TABLE t (id bigint PRIMARY KEY); SELECT create_distributed_table('t', 'id');");
        await database.ExecuteAsync("DROP TABLE t");

        (await database.DistributionAsync()).ShouldBeEmpty();
    }
}
