namespace ShardSafety.Core.Tests.Flow;

/// <summary>Where contexts and queries come from when nobody writes <c>db.Orders</c>.</summary>
public sealed class SourceTests
{
    [Theory]
    [InlineData("db.Find(typeof(Order), 1L, 2L);", "router")]
    [InlineData("db.Find(type, 1L, 2L);", "unknown")]
    [InlineData("await db.FindAsync(typeof(Plan), 3);", "router")]
    [InlineData("await db.FindAsync(type, 3);", "unknown")]
    [InlineData("await db.FindAsync<Order>(1L, 2L);", "router")]
    [InlineData("await db.Entry(order).ReloadAsync();", "router")]
    [InlineData("db.Entry(order).Reload();", "router")]
    [InlineData("await db.Entry(order).GetDatabaseValuesAsync();", "router")]
    [InlineData("db.Entry(order).GetDatabaseValues();", "router")]
    [InlineData("((AppDb)services.GetService(typeof(AppDb))!).Orders.Count();", "fanout")]
    [InlineData("(services.GetService(typeof(AppDb)) as AppDb)!.Orders.Count(o => o.CompanyId == order.CompanyId);", "router")]
    [InlineData("make().Orders.Count();", "fanout")]
    [InlineData("(await makeAsync()).Orders.Count(o => o.CompanyId == 5);", "router")]
    [InlineData("dynamic open = db; open.Orders.Count();", "unknown")]
    [InlineData("dynamic any = type; AppDb open = any.Context; open.Orders.Count();", "fanout")]
    [InlineData("dynamic text = \"\"; text.Trim();")]
    public void Every_query_has_an_entry(string statement, params string[] verdicts) => FlowHarness.Find(
        $$"""
        public class Code(AppDb db, IServiceProvider services, Func<AppDb> make, Func<Task<AppDb>> makeAsync)
        {
            public async Task Run(Order order, Type type) { {{statement}} await Task.Yield(); }
            public object All => (db, services, make, makeAsync);
        }
        """).Select(f => f.Plan.Verdict.ToString().ToLowerInvariant()).ShouldBe(verdicts);
}
