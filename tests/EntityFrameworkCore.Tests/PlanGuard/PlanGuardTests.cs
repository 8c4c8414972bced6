using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore.Tests.Models;
using ShardSafety.PostgreSql.Testing;

namespace ShardSafety.EntityFrameworkCore.Tests.PlanGuard;

/// <summary>On a real cluster the guard sees Citus's plans; a plain PostgreSQL runs everything locally, which is always allowed.</summary>
public sealed class PlanGuardTests
{
    private sealed class GuardedContext(string connection, Action<PlanGuardOptions> configure) : ModelContext(connection)
    {
        public DbSet<Root> Roots => Set<Root>();

        protected override void Options(ShardSafetyOptionsBuilder options) => options.GuardPlans(configure);

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Root>().Property(r => r.Id).ValueGeneratedNever();
    }

    [Fact]
    public async Task What_leaves_its_shard_is_reported_with_tag_and_call_site()
    {
        await using var database = await TestDatabase.CreateAsync();
        var findings = new List<PlanGuardFinding>();
        await using var context = new GuardedContext(database.ConnectionString, g => g.Log(findings.Add).AllowTagged("on purpose"));
        await context.Database.ExecuteSqlRawAsync(context.Database.GenerateCreateScript(), Cancellation);
        findings.Clear();
        context.Roots.Add(new Root { Id = 1 });
        await context.SaveChangesAsync(Cancellation);
        long id = 1;
        (await context.Roots.SingleAsync(r => r.Id == id, Cancellation)).Id.ShouldBe(1);
        findings.ShouldBeEmpty();
        await context.Roots.TagWith("on purpose: all roots").ToListAsync(Cancellation);
        findings.ShouldBeEmpty();
        await context.Roots.TagWith("all roots").ToListAsync(Cancellation);
        if (database.IsCitus)
        {
            var finding = findings.ShouldHaveSingleItem();
            finding.Plan.ShouldBe(CommandPlan.Fanout);
            finding.Tasks.ShouldBe(32);
            finding.Tags.ShouldBe(["all roots"]);
            finding.CallSite.ShouldNotBeNull().ShouldContain("PlanGuardTests");
        }
        else
        {
            findings.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_transaction_goes_on_after_a_refused_command()
    {
        await using var database = await TestDatabase.CreateAsync();
        var findings = new List<PlanGuardFinding>();
        await using var context = new GuardedContext(database.ConnectionString, g => g.Log(findings.Add));
        await context.Database.ExecuteSqlRawAsync(context.Database.GenerateCreateScript(), Cancellation);
        findings.Clear();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => context.Database.ExecuteSqlRawAsync("UPDATE \"Roots\" SET \"Nothing\" = 1", Cancellation));
        findings.ShouldHaveSingleItem().Plan.ShouldBe(CommandPlan.Unsupported);
    }

    [Fact]
    public async Task A_plan_that_is_not_allowed_throws()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var setup = new GuardedContext(database.ConnectionString, g => g.Log(_ => { }));
        await setup.Database.ExecuteSqlRawAsync(setup.Database.GenerateCreateScript(), Cancellation);
        await using var context = new GuardedContext(database.ConnectionString, _ => { });
        var refusal = await Should.ThrowAsync<ShardSafetyException>(() => context.Database.ExecuteSqlRawAsync("UPDATE \"Roots\" SET \"Nothing\" = 1", Cancellation));
        refusal.Message.ShouldContain("Citus refuses this command");
        refusal.Message.ShouldContain("PlanGuardTests");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
