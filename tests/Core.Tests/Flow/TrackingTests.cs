using ShardSafety.Core.Findings;

namespace ShardSafety.Core.Tests.Flow;

/// <summary>Rows that the change tracker writes, and rows that were fetched before they are filtered.</summary>
public sealed class TrackingTests
{
    [Theory]
    [InlineData("", "KeyNotSetOnAdd")]
    [InlineData("public class Stamped(DbContextOptions o) : AppDb(o) { public override int SaveChanges(bool all) => base.SaveChanges(all); }")]
    [InlineData("public class Stamped(DbContextOptions o) : AppDb(o) { public override Task<int> SaveChangesAsync(bool all, CancellationToken token = default) => base.SaveChangesAsync(all, token); }")]
    [InlineData("public class Stamps : SaveChangesInterceptor { public override InterceptionResult<int> SavingChanges(DbContextEventData e, InterceptionResult<int> r) => base.SavingChanges(e, r); }")]
    [InlineData("public class Stamps : SaveChangesInterceptor { public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData e, InterceptionResult<int> r, CancellationToken t = default) => base.SavingChangesAsync(e, r, t); }")]
    public void Code_that_has_a_hand_in_saving_may_set_the_key(string hook, params string[] kinds) =>
        Kinds("db.Add(new Order { Id = 3 });", hook).ShouldBe(kinds);

    [Theory]
    [InlineData("o => o.CompanyId.Equals(companyId)", true)]
    [InlineData("o => companyId.Equals(o.CompanyId)", true)]
    [InlineData("o => ids.Contains(o.CompanyId)", true)]
    [InlineData("o => (object)o.CompanyId == (object)companyId", true)]
    [InlineData("o => o.Amount == 5", false)]
    [InlineData("o => o.Id == companyId", false)]
    [InlineData("o => ids.Contains(o.Id)", false)]
    public void A_filter_by_the_key_over_fetched_rows_comes_too_late(string predicate, bool isLate) =>
        Kinds($"long[] ids = [companyId]; var rows = (await db.Orders.ToListAsync()).Where({predicate}).ToList();")
            .ShouldBe(isLate ? ["FilterAfterMaterialization", "Query"] : ["Query"], ignoreOrder: true);

    [Theory]
    [InlineData("var o = await db.Orders.FirstAsync(o => o.CompanyId == companyId); db.Remove(o); db.Add(new Plan()); db.SaveChanges();", "Query", "MixedSaveChanges")]
    [InlineData("db.RemoveRange(new Order { CompanyId = companyId }, new Order { CompanyId = otherId }); db.SaveChanges();", "MixedSaveChanges")]
    [InlineData("db.Orders.UpdateRange(new Order { CompanyId = companyId }, new Order { CompanyId = otherId }); db.SaveChanges();", "MixedSaveChanges")]
    [InlineData("db.Orders.Update(new Order { CompanyId = companyId }); db.Orders.Remove(new Order { CompanyId = otherId }); db.SaveChanges();", "MixedSaveChanges")]
    [InlineData("db.Orders.Add(new Order { CompanyId = companyId }); db.Orders.Update(new Order { CompanyId = otherId }); db.SaveChanges();", "MixedSaveChanges")]
    [InlineData("db.Attach(new Order { CompanyId = companyId }); db.Attach(new Order { CompanyId = otherId }); db.SaveChanges();")]
    [InlineData("db.AttachRange(new Order { CompanyId = companyId }, new Order { CompanyId = otherId }); db.SaveChanges();")]
    [InlineData("db.Orders.Attach(new Order { CompanyId = companyId }); db.Orders.Attach(new Order { CompanyId = otherId }); db.SaveChanges();")]
    [InlineData("db.Orders.AttachRange(new Order { CompanyId = companyId }, new Order { CompanyId = otherId }); db.SaveChanges();")]
    public void What_is_saved_together_is_followed(string statements, params string[] kinds) => Kinds(statements).ShouldBe(kinds);

    [Theory]
    [InlineData("db.Orders.RemoveRange(db.Orders.Where(o => o.Paid)); db.SaveChanges();", "fanout")]
    [InlineData("db.RemoveRange(db.Orders.Where(o => o.CompanyId == companyId)); db.SaveChanges();", "router")]
    [InlineData("db.Orders.UpdateRange(db.Orders.Where(o => o.Paid)); db.SaveChanges();", "fanout")]
    [InlineData("db.Orders.AddRange(db.Orders.AsNoTracking().Where(o => o.Paid)); db.SaveChanges();", "fanout")]
    [InlineData("db.Orders.AttachRange(db.Orders.AsNoTracking().Where(o => o.Paid)); db.SaveChanges();", "fanout")]
    [InlineData("db.AttachRange(db.Orders.AsNoTracking().Where(o => o.Paid)); db.SaveChanges();", "fanout")]
    [InlineData("var rows = await db.Orders.Where(o => o.CompanyId == companyId).ToListAsync(); db.RemoveRange(rows); db.SaveChanges();", "router")]
    public void A_query_whose_rows_are_tracked_runs(string statements, params string[] verdicts) => FlowHarness.Statements(statements).ShouldBe(verdicts);

    [Theory]
    [InlineData("IEnumerable<Order> all = db.Orders; foreach (var o in all.Where(o => o.CompanyId == companyId)) _ = o;")]
    [InlineData("foreach (var o in db.Orders.AsEnumerable().Where(o => o.CompanyId == companyId)) _ = o;")]
    [InlineData("foreach (var o in db.Orders.ToList().Where(o => o.CompanyId == companyId)) _ = o;")]
    [InlineData("foreach (var o in db.Orders.AsEnumerable().Where(o => o.CompanyId == companyId).OrderBy(o => o.Id)) _ = o;")]
    public void Rows_that_are_filtered_too_late_need_no_second_message(string statements) => FlowHarness.Find(
        $$"""
        public class Code { public void Run(AppDb db, long companyId) { {{statements}} } }
        """).Select(f => f.Kind + " " + f.IsSaidElsewhere).ShouldBe(["FilterAfterMaterialization False", "Query True"], ignoreOrder: true);

    [Theory]
    [InlineData("foreach (var o in db.Orders.Where(o => o.CompanyId == companyId)) o.CompanyId = otherId; db.SaveChanges();")]
    [InlineData("await foreach (var o in db.Orders.Where(o => o.CompanyId == companyId).AsAsyncEnumerable().ConfigureAwait(false)) o.CompanyId = otherId; db.SaveChanges();")]
    [InlineData("await foreach (var o in db.Orders.Where(o => o.CompanyId == companyId).AsAsyncEnumerable().WithCancellation(default)) o.CompanyId = otherId; db.SaveChanges();")]
    public void A_key_is_written_in_a_loop_over_rows(string statements) => Kinds(statements).ShouldContain("KeyWritten");

    [Theory]
    [InlineData("db.Add(new Doc());", "KeyNotSetOnAdd")]
    [InlineData("db.Add(new Doc { Tenant = name! });")]
    [InlineData("db.Add(new Paper());", "KeyNotSetOnAdd")]
    public void An_empty_key_is_none(string statements, params string[] kinds) => Kinds(
        statements,
        """
        [DistributedBy(nameof(Tenant))] public class Doc { public string Tenant { get; set; } = ""; public long Id { get; set; } }
        [DistributedBy(nameof(Tenant))] public class Paper { public string Tenant { get; set; } = null!; public long Id { get; set; } }
        public class DocsDb(DbContextOptions options) : DbContext(options)
        {
            protected override void OnModelCreating(ModelBuilder b) { b.Entity<Doc>().HasKey(d => new { d.Tenant, d.Id }); b.Entity<Paper>().HasKey(d => new { d.Tenant, d.Id }); }
        }
        """,
        "DocsDb").ShouldBe(kinds);

    [Theory]
    [InlineData("Random.Shared.NextInt64()", "companyId", "id", true)]
    [InlineData("Random.Shared.NextInt64()", "id", "companyId", false)]
    public void Parts_of_a_key_are_known_by_the_names_of_their_variables(string value, string one, string two, bool isRight) => FlowHarness.Find(
        $$"""
        public class Code { public async Task Run(AppDb db) { var companyId = {{value}}; var id = {{value}}; await db.Orders.FindAsync({{one}}, {{two}}); } }
        """).Any(f => f.Kind == FindingKind.FindKeyParts).ShouldBe(!isRight);

    [Fact]
    public void Find_on_the_set_is_checked_as_FindAsync_is() =>
        Kinds("_ = db.Orders.Find(companyId); _ = db.Find<Order>(companyId);").Count(k => k == "FindKeyParts").ShouldBe(2);

    private static IEnumerable<string> Kinds(string statements, string further = "", string context = "AppDb") => FlowHarness.Find(
        $$"""
        using Microsoft.EntityFrameworkCore.Diagnostics;
        {{further}}
        public class Code
        {
            public async Task Run({{context}} db, long companyId, long otherId, string? name) { {{statements}} await Task.Yield(); }
        }
        """).Select(f => f.Kind.ToString());
}
