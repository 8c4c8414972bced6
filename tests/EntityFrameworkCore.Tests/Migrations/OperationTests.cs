using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.EntityFrameworkCore.Tests.Models;

namespace ShardSafety.EntityFrameworkCore.Tests.Migrations;

/// <summary>Operations between two models, and the SQL of those written by hand.</summary>
public sealed class OperationTests
{
    private sealed class EmptyContext() : ModelContext("Host=none");

    private sealed class Item
    {
        public long TenantId { get; set; }

        public long Id { get; set; }
    }

    private sealed class BeforeContext() : ModelContext("Host=none")
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Item>().HasKey(i => new { i.TenantId, i.Id });
            model.Entity<Item>().Property(i => i.Id).UseIdentityByDefaultColumn();
        }
    }

    private sealed class AfterContext() : ModelContext("Host=none")
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Item>().HasKey(i => new { i.TenantId, i.Id });
            model.Entity<Item>().Property(i => i.Id).UseIdentityByDefaultColumn();
            model.Entity<Item>().IsDistributedBy(i => i.TenantId);
        }
    }

    [Fact]
    public void A_way_down_that_Citus_refuses_says_so_when_it_is_run()
    {
        using var before = new BeforeContext();
        using var after = new AfterContext();
        Differences(after, before, after).ShouldHaveSingleItem().ShouldBeOfType<AlterTableOperation>();
        var down = Differences(after, after, before).ShouldHaveSingleItem().ShouldBeOfType<SqlOperation>();
        down.Sql.ShouldContain("this migration cannot be undone");
        down.Sql.ShouldContain("\"Id\" is an identity column");
    }

    [Fact]
    public void A_way_up_that_Citus_refuses_is_refused()
    {
        using var before = new BeforeContext();
        using var after = new AfterContext();
        Should.Throw<ShardSafetyException>(() => Differences(before, after, before)).Message.ShouldContain("cannot complete operation on a table with identity column");
    }

    [Fact]
    public void Concurrent_distribution_runs_outside_a_transaction_but_not_in_an_idempotent_script()
    {
        var builder = new MigrationBuilder("Npgsql");
        builder.DistributeTable("Orders", "CompanyId", colocateWith: "Companies", concurrently: true);
        using var context = new EmptyContext();
        var generator = context.GetService<IMigrationsSqlGenerator>();
        generator.Generate(builder.Operations).ShouldContain(c => c.TransactionSuppressed && c.CommandText.Contains("create_distributed_table_concurrently('\"Orders\"', 'CompanyId', colocate_with => '\"Companies\"')"));
        var idempotent = generator.Generate(builder.Operations, options: MigrationsSqlGenerationOptions.Idempotent);
        idempotent.ShouldAllBe(c => !c.TransactionSuppressed);
        idempotent.ShouldContain(c => c.CommandText.Contains("PERFORM create_distributed_table('\"Orders\"'"));
    }

    [Fact]
    public void Names_are_quoted_in_both_layers()
    {
        var builder = new MigrationBuilder("Npgsql");
        builder.CreateReferenceTable("it's \"odd\"", schema: "S");
        using var context = new EmptyContext();
        context.GetService<IMigrationsSqlGenerator>().Generate(builder.Operations)
            .ShouldContain(c => c.CommandText.Contains("create_reference_table('\"S\".\"it''s \"\"odd\"\"\"')"));
    }

    private static IReadOnlyList<MigrationOperation> Differences(DbContext design, DbContext source, DbContext target) =>
        design.GetService<IMigrationsModelDiffer>().GetDifferences(Model(source), Model(target));

    private static IRelationalModel Model(DbContext context) => context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
}
