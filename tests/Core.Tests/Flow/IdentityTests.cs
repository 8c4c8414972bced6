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

    /// <remarks>As applications find out their tenant: a claim, an item of the request, what is ambient.</remarks>
    [Theory]
    [InlineData("user.FindFirst(\"c\") is { } c ? long.Parse(c.Value) : throw new Exception()", true)]
    [InlineData("long.TryParse(user.FindFirst(\"c\")?.Value, out var id) ? id : 0", true)]
    [InlineData("items.TryGetValue(\"c\", out var id) && id is long found ? found : throw new Exception()", true)]
    [InlineData("long.Parse(user.Claims.First(c => c.Type == \"c\").Value)", true)]
    [InlineData("user.FindFirst(\"c\") switch { { Value: var text } => long.Parse(text), null => 0 }", true)]
    [InlineData("Ambient.Value ?? throw new Exception()", true)]
    [InlineData("_mine ?? Ambient.Value ?? 0", true)]
    [InlineData("(long)services.GetService(typeof(long))!", true)]
    [InlineData("queue.Dequeue()", false)]
    [InlineData("BitConverter.ToInt64(Guid.NewGuid().ToByteArray())", false)]
    [InlineData("DateTime.UtcNow.Ticks", false)]
    public void A_property_that_finds_out_the_key_finds_the_same_one(string key, bool same) => FlowHarness.Run(
        $$"""
        public class Tenant(System.Security.Claims.ClaimsPrincipal user, Dictionary<string, object> items, Queue<long> queue, IServiceProvider services)
        {
            private static readonly AsyncLocal<long?> Ambient = new();
            private long? _mine;
            public long Id => {{key}};
            public void Use(long id) => _mine = id;
            public long GetMine() => long.TryParse(user.Identity?.Name, out var id) ? id : 0;
            public object All => (user, items, queue, services);
        }
        public class FilteredDb(DbContextOptions options, Tenant tenant) : AppDb(options)
        {
            protected override void OnModelCreating(ModelBuilder b)
            {
                base.OnModelCreating(b);
                b.Entity<Order>().HasQueryFilter(o => o.CompanyId == tenant.Id);
                b.Entity<Item>().HasQueryFilter(i => i.CompanyId == tenant.Id);
            }
        }
        public class Code(AppDb db, FilteredDb filtered, Tenant tenant)
        {
            public int Two() => db.Orders.Where(o => o.CompanyId == tenant.Id && o.Items.Count(i => i.CompanyId == tenant.Id) > 0).Count();
            public int Before() { var id = tenant.Id; return db.Orders.Where(o => o.CompanyId == id && o.Items.Count(i => i.CompanyId == tenant.Id) > 0).Count(); }
            public int Method() => db.Orders.Where(o => o.CompanyId == tenant.GetMine() && o.Items.Count(i => i.CompanyId == tenant.GetMine()) > 0).Count();
            public int Filters() => filtered.Orders.Count(o => o.Items.Count > 0);
        }
        """).Select(l => l.EndsWith("router", StringComparison.Ordinal)).ShouldBe([same, same, true, same]);

    [Theory]
    [InlineData("queue.Dequeue()", "queue.Dequeue()", false)]
    [InlineData("random.NextInt64()", "random.NextInt64()", false)]
    [InlineData("user.FindFirst(\"c\")!.Value.Length", "user.FindFirst(\"c\")!.Value.Length", true)]
    [InlineData("user.FindFirst(\"c\")!.Value.Length", "user.FindFirst(\"d\")!.Value.Length", false)]
    public void Asking_is_not_taking(string one, string other, bool same) => FlowHarness.Run(
        $$"""
        public class Code(AppDb db, System.Security.Claims.ClaimsPrincipal user, Queue<long> queue, Random random)
        {
            public int Run() => db.Orders.Where(o => o.CompanyId == {{one}} && o.Items.Count(i => i.CompanyId == {{other}}) > 0).Count();
            public object All => (user, queue, random);
        }
        """).Select(l => l.EndsWith("router", StringComparison.Ordinal)).ShouldBe([same]);

    [Fact]
    public void What_was_changed_between_is_another() => FlowHarness.Run(
        """
        public class Tenant { private long? _id; public long Id => _id ?? throw new Exception(); public void Use(long id) => _id = id; }
        public class Code(AppDb db, Tenant tenant)
        {
            public int Run(long other)
            {
                var first = tenant.Id;
                tenant.Use(other);
                return db.Orders.Where(o => o.CompanyId == first && o.Items.Count(i => i.CompanyId == tenant.Id) > 0).Count();
            }
        }
        """).ShouldBe(["Run.Count: fanout"]);
}
