using Npgsql;
using ShardSafety.Core.Ddl;
using ShardSafety.Core.Model;
using ShardSafety.PostgreSql.Testing;
using static ShardSafety.Generators.Tests.Ddl.Models;

namespace ShardSafety.Generators.Tests.Ddl;

/// <summary>The scripts, run on PostgreSQL with the objects that stand in for Citus, or on a cluster.</summary>
[Collection(TestDatabase.Collection)]
public class ScriptOnDatabaseTests
{
    [Fact]
    public async Task The_script_distributes_an_empty_database_and_may_run_twice()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(ShopTables);
        var script = DistributionScript.Write("AppDb", DistributionPlanner.Plan(Shop()), ScriptForm.Empty);

        await database.ExecuteAsync(script);
        (await database.DistributionAsync()).ShouldBe(ShopDistribution);

        await database.ExecuteAsync(script);
        (await database.DistributionAsync()).ShouldBe(ShopDistribution);
    }

    [Fact]
    public async Task The_script_distributes_tables_with_rows_and_may_run_twice()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(ShopTables);
        await database.ExecuteAsync(ShopRows);
        var script = DistributionScript.Write("AppDb", DistributionPlanner.Plan(Shop()), ScriptForm.WithRows);

        await database.ExecuteAsync(script);
        await database.ExecuteAsync(script);

        (await database.DistributionAsync()).ShouldBe(ShopDistribution);
        (await database.ScalarAsync<long>("SELECT count(*) FROM \"Users\"")).ShouldBe(3);
        (await database.ScalarAsync<long>("SELECT count(*) FROM \"Plans\"")).ShouldBe(1);
    }

    [Fact]
    public async Task Each_table_may_be_distributed_right_after_it_is_made_in_one_transaction()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await new NpgsqlCommand(DistributionScript.BeforeTables, connection).ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var creates = ShopTables.Split(";\n").Where(s => s.Contains("CREATE", StringComparison.Ordinal)).ToDictionary(s => s.Split('"')[1]);
        foreach (var step in DistributionPlanner.Plan(Shop()).Steps)
        {
            await new NpgsqlCommand(creates[step.Target.Name] + ";" + DistributionSql.Apply(step), connection).ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        (await database.DistributionAsync()).ShouldBe(ShopDistribution);
    }

    [Fact]
    public async Task Without_that_setting_a_foreign_key_to_a_reference_table_beside_one_to_a_distributed_table_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(ShopTables);
        await database.ExecuteAsync(DistributionScript.Write("AppDb", DistributionPlanner.Plan(Shop()), ScriptForm.Empty));
        const string Create = "CREATE TABLE \"Notes\" (\"CompanyId\" bigint REFERENCES \"Companies\", \"PlanId\" text REFERENCES \"Plans\")";

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync(Create));
        refusal.MessageText.ShouldStartWith("cannot create foreign key constraint since foreign keys from reference tables and local tables to distributed tables");

        await database.ExecuteAsync($"BEGIN; {DistributionScript.BeforeTables} {Create}; SELECT create_distributed_table('\"Notes\"', 'CompanyId', colocate_with => '\"Companies\"'); COMMIT;");
        (await database.DistributionAsync()).ShouldContain("Notes: distributed by CompanyId with Companies, 32 shards");
    }

    [Fact]
    public async Task A_step_is_valid_inside_an_idempotent_scripts_block()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(ShopTables);
        var plan = DistributionPlanner.Plan(Shop());

        await database.ExecuteAsync($"DO $EF$\nBEGIN\n    IF true THEN\n{DistributionScript.Body(plan, ScriptForm.WithRows)}\n    END IF;\nEND $EF$;");

        (await database.DistributionAsync()).ShouldBe(ShopDistribution);
    }

    [Fact]
    public async Task The_way_back_makes_plain_tables_again_and_may_run_twice()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(ShopTables);
        await database.ExecuteAsync(ShopRows);
        var plan = DistributionPlanner.Plan(Shop());
        await database.ExecuteAsync(DistributionScript.Write("AppDb", plan, ScriptForm.WithRows));

        await database.ExecuteAsync("BEGIN;" + DistributionScript.Reverse(plan) + "COMMIT;");
        await database.ExecuteAsync("BEGIN;" + DistributionScript.Reverse(plan) + "COMMIT;");

        (await database.DistributionAsync()).Where(l => !l.EndsWith(": local", StringComparison.Ordinal)).ShouldBeEmpty();
        (await database.ScalarAsync<long>("SELECT count(*) FROM \"Users\"")).ShouldBe(3);
    }

    [Theory]
    [InlineData("SELECT create_distributed_table('\"Companies\"', 'Id', colocate_with => 'none')", "Companies", "distributed by \"Id\" over 32 shards", "a reference table")]
    [InlineData("SELECT create_reference_table('\"Companies\"')", "Companies", "a reference table", "distributed by \"Id\"")]
    [InlineData("SELECT create_distributed_table('\"Companies\"', 'Key', colocate_with => 'none')", "Companies", "distributed by \"Key\" over 32 shards", "distributed by \"Id\"")]
    [InlineData("SELECT create_distributed_table('\"Companies\"', 'Id', colocate_with => 'none', shard_count => 4)", "Companies", "distributed by \"Id\" over 4 shards", "distributed by \"Id\" over 8 shards")]
    [InlineData("SELECT create_distributed_table('\"Companies\"', NULL, colocate_with => 'none')", "Companies", "on one shard without a key", "distributed by \"Id\"")]
    [InlineData("SELECT create_distributed_table('\"Companies\"', 'Id', colocate_with => 'none')", "Companies", "distributed by \"Id\" over 32 shards", "on one shard without a key")]
    public async Task A_table_that_is_distributed_another_way_raises_with_both_ways(string before, string table, string isNow, string model)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("CREATE TABLE \"Companies\" (\"Id\" bigint, \"Key\" bigint)");
        await database.ExecuteAsync(before);
        var wanted = model switch
        {
            "a reference table" => Reference(table),
            "on one shard without a key" => SingleShard(table, table),
            _ => Distributed(table, "Id", table) with { ShardCount = model.EndsWith("8 shards", StringComparison.Ordinal) ? 8 : null },
        };

        var refusal = await Should.ThrowAsync<PostgresException>(
            database.ExecuteAsync(DistributionScript.Write("AppDb", DistributionPlanner.Plan(Context(wanted)), ScriptForm.Empty)));

        refusal.MessageText.Replace(isNow.Contains('"') ? "\"Id\"" : "\0", "\"Id\"", StringComparison.Ordinal)
            .ShouldBe($"table \"{table}\" is already distributed another way: it is {isNow}, and the model says it is {model}");
    }

    [Fact]
    public async Task A_table_in_another_group_raises()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("CREATE TABLE a (id bigint); CREATE TABLE b (id bigint); CREATE TABLE c (id bigint);");
        await database.ExecuteAsync("SELECT create_distributed_table('a', 'id', colocate_with => 'none'); SELECT create_distributed_table('b', 'id', colocate_with => 'none'); SELECT create_distributed_table('c', 'id', colocate_with => 'b');");
        var model = Context(Distributed("a", "id", "a"), Distributed("b", "id", "a"));

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync(DistributionScript.Write("AppDb", DistributionPlanner.Plan(model), ScriptForm.Empty)));

        refusal.MessageText.ShouldBe("table b is already distributed another way: it is distributed by id over 32 shards together with c, and the model says it is distributed by \"id\" together with \"a\"");
    }

    [Fact]
    public async Task Groups_that_share_one_colocation_raise()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("CREATE TABLE a (id bigint); CREATE TABLE b (id bigint);");
        await database.ExecuteAsync("SELECT create_distributed_table('a', 'id', colocate_with => 'none'); SELECT create_distributed_table('b', 'id', colocate_with => 'a');");

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync(
            DistributionScript.Write("AppDb", DistributionPlanner.Plan(Context(Distributed("a", "id", "a"), Distributed("b", "id", "b"))), ScriptForm.Empty)));

        refusal.MessageText.ShouldStartWith("tables a, b are already distributed another way");
    }

    [Fact]
    public async Task A_refusal_leaves_nothing_half_done()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("CREATE TABLE \"Plans\" (\"Id\" text PRIMARY KEY); CREATE TABLE \"Users\" (\"CompanyId\" bigint, \"Id\" bigint PRIMARY KEY);");

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync(
            DistributionScript.Write("AppDb", DistributionPlanner.Plan(Context(Reference("Plans"), Distributed("Users", "CompanyId", "Users"))), ScriptForm.Empty)));

        refusal.MessageText.ShouldBe("cannot create constraint on \"Users\"");
        (await database.DistributionAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reference_table_may_point_to_a_local_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("CREATE TABLE l (id bigint PRIMARY KEY); CREATE TABLE r (id bigint PRIMARY KEY, l bigint REFERENCES l);");

        await database.ExecuteAsync(DistributionScript.Write("AppDb", DistributionPlanner.Plan(Context(Local("l"), Reference("r", "l"))), ScriptForm.Empty));

        (await database.DistributionAsync()).ShouldBe(["l: local", "r: reference"]);
    }

    [Fact]
    public async Task A_schema_is_distributed_whole_and_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var schema = database.Schema + "_tenant \"a\"";
        await database.ExecuteAsync($"CREATE SCHEMA {SqlText.Identifier(schema)}; CREATE TABLE {SqlText.Identifier(schema)}.u (id int PRIMARY KEY);");
        try
        {
            var plan = DistributionPlanner.Plan(Context(new Table(new(schema, "u"), TableKind.SchemaSharded)));
            var script = DistributionScript.Write("AppDb", plan, ScriptForm.Empty);
            await database.ExecuteAsync(script);
            await database.ExecuteAsync(script);
            (await database.DistributionAsync(schema)).ShouldBe(["u: schema-sharded with u"]);

            await database.ExecuteAsync("BEGIN;" + DistributionScript.Reverse(plan) + "COMMIT;");
            (await database.DistributionAsync(schema)).Where(l => !l.EndsWith(": local", StringComparison.Ordinal)).ShouldBeEmpty();
        }
        finally
        {
            await database.ExecuteAsync($"DROP SCHEMA {SqlText.Identifier(schema)} CASCADE");
        }
    }
}
