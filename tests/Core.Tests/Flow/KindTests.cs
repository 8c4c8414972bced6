using ShardSafety.Core.Findings;

namespace ShardSafety.Core.Tests.Flow;

/// <summary>What is found beside the verdict of what runs, and what other assemblies promise.</summary>
public sealed class KindTests
{
    [Theory]
    [InlineData("var rows = (await db.Orders.ToListAsync()).Where(o => o.CompanyId == companyId);", FindingKind.FilterAfterMaterialization)]
    [InlineData("foreach (var o in db.Orders.AsEnumerable().Where(o => o.CompanyId == companyId)) { _ = o; }", FindingKind.FilterAfterMaterialization)]
    [InlineData("await db.Orders.FindAsync(companyId);", FindingKind.FindKeyParts)]
    [InlineData("var id = otherId; await db.Orders.FindAsync(id, companyId);", FindingKind.FindKeyParts)]
    [InlineData("db.Orders.Add(new Order { Amount = 5 }); await db.SaveChangesAsync();", FindingKind.KeyNotSetOnAdd)]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.CompanyId == companyId); order.CompanyId = otherId; await db.SaveChangesAsync();", FindingKind.KeyWritten)]
    [InlineData("db.Add(new Order { CompanyId = companyId }); db.Add(new Order { CompanyId = otherId }); await db.SaveChangesAsync();", FindingKind.MixedSaveChanges)]
    [InlineData("db.Add(new Order { CompanyId = companyId }); db.Add(new Plan()); await db.SaveChangesAsync();", FindingKind.MixedSaveChanges)]
    public void Kinds(string statements, object kind) =>
        Found(statements).Where(f => f.Kind is not (FindingKind.Query or FindingKind.Write)).Select(f => (object)f.Kind).ShouldBe([kind]);

    [Theory]
    [InlineData("var rows = (await db.Orders.Where(o => o.CompanyId == companyId).ToListAsync()).Where(o => o.CompanyId == companyId);")]
    [InlineData("await db.Orders.FindAsync(companyId, otherId);")]
    [InlineData("var order = new Order(); order.CompanyId = companyId; db.Add(order); await db.SaveChangesAsync();")]
    [InlineData("var order = new Order(); db.Add(order); order.CompanyId = companyId; await db.SaveChangesAsync();")]
    [InlineData("var order = new Order { CompanyId = companyId }; db.Add(new Item { Order = order }); await db.SaveChangesAsync();")]
    [InlineData("db.Add(new Order { CompanyId = companyId }); db.Add(new Item { CompanyId = companyId }); await db.SaveChangesAsync();")]
    [InlineData("db.Add(new Plan()); await db.SaveChangesAsync();")]
    [InlineData("var order = new Order { CompanyId = companyId }; order.CompanyId = otherId; await db.SaveChangesAsync();")]
    public void Silent(string statements) => Found(statements).ShouldAllBe(f => f.Kind == FindingKind.Query);

    [Fact]
    public void Promises_are_checked_where_the_body_is() => FlowHarness.Run(
        """
        public static class Code
        {
            [ShardScoped] public static IQueryable<Order> Kept(AppDb db, long id) => db.Orders.Where(o => o.CompanyId == id);
            [ShardScoped] public static IQueryable<Order> Broken(AppDb db) => db.Orders;
            public static Task<int> Count([ShardScoped] IQueryable<Order> q) => q.CountAsync();
            public static Task Call(AppDb db) => Count(db.Orders);
        }
        """).ShouldBe(["Broken.Broken: BrokenPromise fanout", "Count.CountAsync: router", "Call.Count: BrokenPromise fanout"]);

    [Fact]
    public void Queries_from_elsewhere_are_unknown_unless_promised() => FlowHarness.Run(
        """
        public interface ILibrary
        {
            IQueryable<Order> Orders(long id);
            [ShardScoped] IQueryable<Order> Scoped(long id);
            [ShardScoped] IQueryable<Order> Mine { get; }
        }
        public class Code(ILibrary library)
        {
            public Task A(long id) => library.Orders(id).ToListAsync();
            public Task B(long id) => library.Scoped(id).Where(o => o.Paid).ToListAsync();
            public Task C() => library.Mine.Include(o => o.Items).ToListAsync();
        }
        """).ShouldBe(["A.ToListAsync: unknown", "B.ToListAsync: router", "C.ToListAsync: router"]);

    [Fact]
    public void Allowances_are_kept()
    {
        var findings = FlowHarness.Find(
            """
            public static class Code
            {
                public static Task OnQuery(AppDb db) => db.Orders.AllowMultiShard("nightly").Where(o => o.Paid).ToListAsync();
                public static Task OnHelper(AppDb db) => Helper(db.Orders);
                [AllowMultiShard("helper")] static Task Helper(IQueryable<Order> q) => q.ToListAsync();
                public static Task None(AppDb db) => db.Orders.ToListAsync();
            }
            """);
        findings.Select(f => f.AllowedBecause).ShouldBe(["nightly", "helper", null]);
    }

    private static IReadOnlyList<QueryFinding> Found(string statements) => FlowHarness.Find(
        $$"""
        public class Code { public async Task Run(AppDb db, long companyId, long otherId) { {{statements}} await Task.Yield(); } }
        """);
}
