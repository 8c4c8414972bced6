using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.Flow;

/// <summary>Members of extension blocks: the receiver comes to them as a parameter that the whole block shares.</summary>
public sealed class ExtensionBlockTests
{
    [Theory]
    [InlineData("db.Orders.Mine(companyId).ToListAsync()", "router")]
    [InlineData("db.Orders.Mine(companyId).Paid.CountAsync()", "router")]
    [InlineData("db.Orders.Paid.CountAsync()", "fanout")]
    [InlineData("db.Orders.Mine(companyId).Counted()", "router")]
    [InlineData("db.Orders.Counted()", "fanout")]
    [InlineData("db.Orders.Narrowed(companyId, flag).ToListAsync()", "fanout")]
    [InlineData("db.Orders.Mine(companyId).Narrowed(companyId, flag).ToListAsync()", "router")]
    [InlineData("IQueryable<Order>.Of(db, companyId).ToListAsync()", "router")]
    [InlineData("IQueryable<Order>.Of(db, null).ToListAsync()", "fanout")]
    [InlineData("OrderQueries.Mine(db.Orders, companyId).ToListAsync()", "router")]
    [InlineData("OrderQueries.get_Paid(db.Orders).ToListAsync()", "fanout")]
    [InlineData("OrderQueries.Page<Order>(db.Orders.Mine(companyId), 2).ToListAsync()", "router")]
    [InlineData("OrderQueries.Cast<Order, Order>(db.Orders.Mine(companyId)).ToListAsync()", "router")]
    [InlineData("db.Orders.Mine(companyId).Page(2).ToListAsync()", "router")]
    [InlineData("db.Items.ByCompany(companyId).Page(2).ToListAsync()", "router")]
    [InlineData("db.Items.Page(2).CountAsync()", "recursive")]
    [InlineData("db.PaidOrders(companyId).CountAsync()", "router")]
    [InlineData("db.AllItems.CountAsync()", "fanout")]
    [InlineData("db.AllItems.Where(i => i.CompanyId == companyId).CountAsync()", "router")]
    [InlineData("Apply(db.Orders.Mine, companyId).CountAsync()", "router")]
    [InlineData("(flag ? db.Orders : db.Orders.Mine(companyId)).Paid.CountAsync()", "fanout")]
    [InlineData("db.Orders.Mine(companyId.Same).CountAsync()", "router")]
    public void Queries_go_through_members_of_extension_blocks(string query, string verdict)
    {
        var lines = FlowHarness.Run($$"""
            public static class OrderQueries
            {
                extension(IQueryable<Order> orders)
                {
                    public IQueryable<Order> Mine(long companyId) => orders.Where(o => o.CompanyId == companyId);
                    public IQueryable<Order> Paid => orders.Where(o => o.Paid);
                    public Task<int> Counted() => orders.CountAsync();
                    public IQueryable<Order> Narrowed(long companyId, bool mine) { if (mine) orders = orders.Where(o => o.CompanyId == companyId); return orders; }
                    public static IQueryable<Order> Of(AppDb db, long? companyId) => companyId is { } id ? db.Orders.Where(o => o.CompanyId == id) : db.Orders;
                }
                extension<T>(IQueryable<T> rows) where T : class
                {
                    public IQueryable<T> Page(int page) => rows.Skip(page * 10).Take(10);
                    public IQueryable<T> ByCompany(long companyId) => rows.Where(r => EF.Property<long>(r, "CompanyId") == companyId);
                    public IQueryable<TOther> Cast<TOther>() where TOther : class => rows.OfType<TOther>();
                }
                extension(AppDb db)
                {
                    public IQueryable<Order> PaidOrders(long companyId) => db.Orders.Mine(companyId).Paid;
                    public IQueryable<Item> AllItems => db.Items.AsNoTracking();
                }
                extension(long number) { public long Same => number; }
            }
            public class Code
            {
                static IQueryable<Order> Apply(Func<long, IQueryable<Order>> make, long companyId) => make(companyId);
                public object Run(AppDb db, long companyId, bool flag) => {{query}};
            }
            """).Where(l => l.StartsWith("Run.", StringComparison.Ordinal));
        lines.Select(l => l[(l.LastIndexOf(' ') + 1)..]).ShouldBe([verdict]);
    }

    [Fact]
    public void What_a_member_runs_by_itself_is_judged_there() => FlowHarness.Run("""
        public static class OrderQueries
        {
            extension(AppDb db) { public Task<int> Everything() => db.Orders.CountAsync(); public int Number => db.Orders.Count(); }
            extension(IQueryable<Order> orders) { public Task<int> Counted() => orders.CountAsync(); }
        }
        public class Code { public async Task Run(AppDb db) { await db.Everything(); _ = db.Number; } }
        """).ShouldBe(["Everything.CountAsync: fanout", "Number.Count: fanout"]);

    [Theory]
    [InlineData("db.Orders.Latest().ToListAsync()", "unknown 'Queries.Latest'")]
    [InlineData("db.Orders.LatestNumber", "unknown 'Queries.LatestNumber'")]
    [InlineData("db.Orders.Where(o => o.CompanyId == companyId.Same).CountAsync()", "router")]
    public void What_a_library_does_in_them_is_not_known(string query, string verdict)
    {
        var library = Compile.Library(
            "Library",
            References.All,
            """
            namespace Library;
            public static class Queries
            {
                extension<T>(IQueryable<T> rows) { public IQueryable<T> Latest() => rows.Take(1); public int LatestNumber => rows.Count(); }
                extension(long number) { public long Same => number; }
            }
            """).MustCompile();
        FlowHarness.Find($$"""
            using Library;
            public class Code { public object Run(AppDb db, long companyId) => {{query}}; }
            """, library.ToMetadataReference()).Select(f => f.Plan.Verdict.ToString().ToLowerInvariant() + (f.Plan.Reason.StartsWith('\'') ? " " + f.Plan.Reason.Split(' ')[0] : "")).ShouldBe([verdict]);
    }
}
