namespace ShardSafety.Core.Tests.Flow;

/// <summary>Which values are the same: the key has to be fixed to one.</summary>
public sealed class IdentityTests
{
    private const string Both = "await db.Orders.Where(o => o.CompanyId == {0} && o.Items.Count(i => i.CompanyId == {1}) > 0).ToListAsync();";

    [Theory]
    [InlineData("", "companyId", "companyId", true)]
    [InlineData("", "companyId", "otherId", false)]
    [InlineData("var mine = companyId;", "companyId", "mine", true)]
    [InlineData("var me = new { CompanyId = companyId };", "me.CompanyId", "me.CompanyId", true)]
    [InlineData("var me = new { CompanyId = companyId };", "me.CompanyId", "companyId", true)]
    [InlineData("var me = (companyId, otherId);", "me.companyId", "me.Item1", true)]
    [InlineData("long? maybe = companyId; if (maybe is not { } id) return;", "id", "maybe.Value", true)]
    [InlineData("var o1 = new Order { CompanyId = 42 };", "o1.CompanyId", "o1.CompanyId", true)]
    [InlineData("var row = await Task.FromResult(new Item());", "row.CompanyId", "row.CompanyId", true)]
    [InlineData("long Mine() => companyId;", "Mine()", "companyId", true)]
    [InlineData("", "EF.Constant(companyId)", "companyId", true)]
    [InlineData("", "EF.Parameter(companyId)", "EF.Constant(companyId)", true)]
    [InlineData("", "EF.Parameter(companyId)", "otherId", false)]
    public void Members_and_copies_of_a_value_are_the_same(string before, string one, string other, bool same) =>
        FlowHarness.Statements(before + string.Format(System.Globalization.CultureInfo.InvariantCulture, Both, one, other)).Last().Equals("router", StringComparison.Ordinal).ShouldBe(same);

    [Fact]
    public void The_contexts_own_member_is_the_filters() => FlowHarness.Run(
        """
        public class Code
        {
            public Task Same(TenantDb db) => db.Orders.Where(o => o.CompanyId == db.CompanyId).ToListAsync();
            public Task Filter(TenantDb db) => db.Orders.ToListAsync();
            public Task Ignored(TenantDb db) => db.Orders.IgnoreQueryFilters().ToListAsync();
            public Task Given(TenantDb db, long id) => db.Orders.IgnoreQueryFilters().Where(o => o.CompanyId == id).ToListAsync();
        }
        """).ShouldBe(
        [
            "Same.ToListAsync: router", "Filter.ToListAsync: router",
            "Ignored.IgnoreQueryFilters: TenantFilterIgnored fanout", "Ignored.ToListAsync: fanout",
            "Given.ToListAsync: router",
        ], ignoreOrder: true);

    [Fact]
    public void A_captured_service_gives_one_value() => FlowHarness.Run(
        """
        public interface ITenant { long CompanyId { get; } long Id(); }
        public class Code(AppDb db, ITenant tenant)
        {
            private readonly long mine = tenant.CompanyId;
            public Task Property() => db.Orders.Where(o => o.CompanyId == tenant.CompanyId && o.Items.Count(i => i.CompanyId == mine) > 0).ToListAsync();
            public Task Method() => db.Orders.Where(o => o.CompanyId == tenant.Id() && o.Items.Count(i => i.CompanyId == tenant.Id()) > 0).ToListAsync();
        }
        """).ShouldBe(["Property.ToListAsync: router", "Method.ToListAsync: router"]);

    [Fact]
    public void What_filters_read_of_the_context_is_one_value_wherever_they_are_declared() => FlowHarness.Run(
        """
        public interface ITenant { long CompanyId { get; } }
        public class FilteredDb : AppDb
        {
            private readonly ITenant _tenant;
            public FilteredDb(DbContextOptions options, ITenant tenant) : base(options) => _tenant = tenant;
            protected long Current => _tenant.CompanyId;
            protected override void OnModelCreating(ModelBuilder b)
            {
                base.OnModelCreating(b);
                b.Entity<Order>().HasQueryFilter(o => o.CompanyId == Current);
                b.Entity<Item>().HasQueryFilter(o => o.CompanyId == Current);
            }
        }
        public class Code
        {
            public Task Count(FilteredDb db) => db.Orders.Select(o => new { o.Amount, N = o.Items.Count }).ToListAsync();
            public Task Single(FilteredDb db) => db.Orders.Include(o => o.Items).FirstOrDefaultAsync(o => o.Id == 3);
        }
        """).ShouldBe(["Count.ToListAsync: router", "Single.FirstOrDefaultAsync: router"]);
}
