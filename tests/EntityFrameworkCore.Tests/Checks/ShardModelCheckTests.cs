using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore.Tests.Models;
using ShardSafety.PostgreSql.Testing;

namespace ShardSafety.EntityFrameworkCore.Tests.Checks;

public sealed class ShardModelCheckTests
{
    private sealed class CheckedContext(string connection) : ModelContext(connection)
    {
        public DbSet<Root> Roots => Set<Root>();

        public DbSet<Project> Projects => Set<Project>();

        public DbSet<Country> Countries => Set<Country>();

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Root>().Property(r => r.Id).ValueGeneratedNever();
            model.Entity<Project>().Ignore(p => p.Tickets).HasKey(p => new { p.TenantId, p.Id });
        }
    }

    [Fact]
    public async Task A_cluster_that_is_as_the_model_says_has_no_differences()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = new CheckedContext(database.ConnectionString);
        await context.Database.ExecuteSqlRawAsync(context.Database.GenerateCreateScript(), TestContext);
        (await ShardModelCheck.CheckAsync(context, TestContext)).ShouldBeEmpty();
        await ShardModelCheck.EnsureAsync(context, TestContext);
    }

    [Fact]
    public async Task Each_difference_to_the_cluster_is_one_line_with_what_to_do()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = new CheckedContext(database.ConnectionString);
        await database.ExecuteAsync("""
            CREATE TABLE "Roots" ("Id" bigint PRIMARY KEY);
            CREATE TABLE "Projects" ("TenantId" bigint, "Id" uuid, "Name" text, PRIMARY KEY ("TenantId", "Id"));
            SELECT create_distributed_table('"Roots"', 'Id', colocate_with => 'none');
            SELECT create_distributed_table('"Projects"', 'TenantId', colocate_with => 'none');
            """);
        var differences = await ShardModelCheck.CheckAsync(context, TestContext);
        differences.Count.ShouldBe(2);
        differences[0].ShouldBe("Table \"Countries\" does not exist. Apply the migrations.");
        differences[1].ShouldStartWith("Tables \"Projects\" and \"Roots\" are not colocated on the cluster, and the model says they are");
    }

    private sealed class ForgottenContext : DbContext
    {
        public DbSet<Root> Roots => Set<Root>();

        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=none");
    }

    [Fact]
    public void A_context_that_does_not_use_the_marks_is_told_so()
    {
        using var context = new ForgottenContext();
        ShardModelCheck.Check(context).ShouldHaveSingleItem().ShouldContain("call UseShardSafety()");
    }

    private static CancellationToken TestContext => Xunit.TestContext.Current.CancellationToken;
}
