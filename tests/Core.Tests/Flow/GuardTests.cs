namespace ShardSafety.Core.Tests.Flow;

/// <summary>What a test on the way to a query shows of the values in it.</summary>
public sealed class GuardTests
{
    private const string Both = "await db.Orders.Where(o => o.CompanyId == companyId && db.Items.Any(i => i.CompanyId == order.CompanyId && i.OrderId == o.Id)).CountAsync();";

    [Theory]
    [InlineData("if (order.CompanyId != companyId) return; " + Both)]
    [InlineData("if (companyId != order.CompanyId) throw new Exception(); " + Both)]
    [InlineData("if (order.CompanyId == companyId) { " + Both + " }")]
    [InlineData("if (order == null || order.CompanyId != companyId) return; " + Both)]
    [InlineData("if (order?.CompanyId != companyId || !flag) return; " + Both)]
    [InlineData("if (flag && order.CompanyId == companyId) { " + Both + " }")]
    [InlineData("if (!order.CompanyId.Equals(companyId)) return; " + Both)]
    [InlineData("if (!Equals(order.CompanyId, companyId)) return; " + Both)]
    [InlineData("ArgumentOutOfRangeException.ThrowIfNotEqual(order.CompanyId, companyId); " + Both)]
    [InlineData("var own = order.CompanyId == companyId && flag; if (!own) return; " + Both)]
    [InlineData("if (!Owns(order, companyId)) return; " + Both)]
    [InlineData("Ensure(order, companyId); " + Both)]
    [InlineData("if (order is not { CompanyId: var id } || id != companyId) return; " + Both)]
    [InlineData("switch (order.CompanyId == companyId) { case true: " + Both + " break; }")]
    [InlineData("if (order.CompanyId != otherId || otherId != companyId) return; " + Both)]
    public void Values_shown_to_be_equal_are_one_key(string statements) => Run(statements).ShouldBe(["router"]);

    [Theory]
    [InlineData(Both)]
    [InlineData("if (order.CompanyId != companyId) _ = flag; " + Both)]
    [InlineData("if (order.CompanyId == companyId) return; " + Both)]
    [InlineData("if (order.CompanyId != companyId && flag) return; " + Both)]
    [InlineData("if (order.CompanyId == companyId || flag) { " + Both + " }")]
    [InlineData("if (order.CompanyId != otherId) return; " + Both)]
    [InlineData("if (order.CompanyId != companyId) return; companyId = otherId; " + Both)]
    public void Others_are_not(string statements) => Run(statements).ShouldNotBe(["router"]);

    private static string[] Run(string statements) => [.. FlowHarness.Find(
        $$"""
        public class Code
        {
            static bool Owns(Order order, long id) => order.CompanyId == id && order.Id > 0;
            static void Ensure(Order order, long id) { if (order is null) throw new ArgumentNullException(nameof(order)); if (order.CompanyId != id) throw new Exception(); }
            public async Task Run(AppDb db, long companyId, long otherId, bool flag, Order order) { {{statements}} await Task.Yield(); }
        }
        """).Select(f => f.Plan.Verdict.ToString().ToLowerInvariant())];

    /// <remarks>EF Core works out what needs no row and sends what is left.</remarks>
    [Theory]
    [InlineData("var all = false; await db.Orders.Where(o => all || o.CompanyId == companyId).CountAsync();", "router")]
    [InlineData("var all = true; await db.Orders.Where(o => all || o.CompanyId == companyId).CountAsync();", "fanout")]
    [InlineData("var all = flag && false; await db.Orders.Where(o => all || o.CompanyId == companyId).CountAsync();", "router")]
    [InlineData("await Of(db, companyId, false).CountAsync();", "router")]
    [InlineData("await Of(db, companyId).CountAsync();", "router")]
    [InlineData("await Of(db, companyId, true).CountAsync();", "fanout")]
    [InlineData("await db.Orders.Where(o => flag ? o.CompanyId == companyId : o.CompanyId == otherId).CountAsync();", "router")]
    [InlineData("await db.Orders.Where(o => flag ? o.CompanyId == companyId : o.Paid).CountAsync();", "fanout")]
    [InlineData("await db.Orders.Where(o => name == null ? o.CompanyId == companyId : o.CompanyId == otherId && o.Paid).ExecuteDeleteAsync();", "router")]
    [InlineData("if (!flag) return; await db.Orders.Where(o => flag ? o.CompanyId == companyId : o.Paid).CountAsync();", "router")]
    [InlineData("long? only = flag ? null : companyId; await db.Orders.Where(o => o.CompanyId == only).CountAsync();", "router")]
    [InlineData("long? only = flag ? null : otherId; await db.Orders.Where(o => only == null ? o.CompanyId == companyId : o.CompanyId == only).CountAsync();", "router")]
    [InlineData("long? only = null; await db.Orders.Where(o => only == null ? o.CompanyId == companyId : o.Id == only).CountAsync();", "router")]
    public void Flags_are_worked_out_before_the_query_is_sent(string statements, string verdict) => FlowHarness.Find(
        $$"""
        public class Code
        {
            static IQueryable<Order> Of(AppDb db, long id, bool all = false) => db.Orders.Where(o => all || o.CompanyId == id);
            public async Task Run(AppDb db, long companyId, long otherId, bool flag, string? name) { {{statements}} await Task.Yield(); }
        }
        """).Select(f => f.Plan.Verdict.ToString().ToLowerInvariant()).ShouldBe([verdict]);

    [Theory]
    [InlineData("var names = flag ? \"Items\" : \"Items.Order\"; await db.Orders.Where(o => o.CompanyId == companyId).Include(names).ToListAsync();")]
    [InlineData("var names = flag ? \"Items\" : \"\"; var q = db.Orders.Where(o => o.CompanyId == companyId); if (!string.IsNullOrEmpty(names)) q = q.Include(names); await q.ToListAsync();")]
    [InlineData("var names = name switch { \"a\" => \"Items\", \"b\" => \"Items,Items.Order\", _ => \"\" }; IQueryable<Order> q = db.Orders.Where(o => o.CompanyId == companyId); foreach (var n in names.Split(',', StringSplitOptions.RemoveEmptyEntries)) q = q.Include(n); await q.ToListAsync();")]
    [InlineData("var text = flag ? \"a\" : \"b\"; await db.Orders.Where(o => o.CompanyId == companyId && text == \"a\").ToListAsync();")]
    public void Includes_are_named_by_one_of_a_few_texts(string statements) => FlowHarness.Statements(statements).ShouldBe(["router"]);
}
