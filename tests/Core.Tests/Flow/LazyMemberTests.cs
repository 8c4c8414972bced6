namespace ShardSafety.Core.Tests.Flow;

/// <summary>Members that are filled late: where they are first asked for, by a container, or through the field behind a property.</summary>
public sealed class LazyMemberTests
{
    [Theory]
    [InlineData("IQueryable<Order>? _q; IQueryable<Order> Q => _q ??= db.Orders.Where(o => o.Paid);", "fanout")]
    [InlineData("IQueryable<Order>? _q; IQueryable<Order> Q => _q ??= db.Orders.Where(o => o.CompanyId == id);", "router")]
    [InlineData("IQueryable<Order>? _q; IQueryable<Order> Q => _q ?? (_q = db.Orders.Where(o => o.CompanyId == id));", "router")]
    [InlineData("IQueryable<Order>? _q; IQueryable<Order> Q { get { if (_q == null) { _q = db.Orders; } return _q; } }", "fanout")]
    [InlineData("IQueryable<Order>? _q; IQueryable<Order> Q { get { if (_q is null) _q = db.Orders; return _q; } }", "fanout")]
    [InlineData("IQueryable<Order>? _q; IQueryable<Order> Q => _q ?? db.Orders; void Fill() { if (_q is null) _q = db.Orders.Where(o => o.CompanyId == id); }", "fanout")]
    [InlineData("IQueryable<Order> Q => field ??= db.Orders.Where(o => o.Paid);", "fanout")]
    [InlineData("IQueryable<Order> Q { get { if (field == null) field = db.Orders.Where(o => o.CompanyId == id); return field; } }", "router")]
    [InlineData("static Expression<Func<Order, bool>>? s_own; static Expression<Func<Order, bool>> Own => s_own ??= o => o.Paid; IQueryable<Order> Q => db.Orders.Where(o => o.CompanyId == id).Where(Own);", "router")]
    [InlineData("Expression<Func<Order, bool>>? _own; Expression<Func<Order, bool>> Own => _own ??= o => o.CompanyId == id; IQueryable<Order> Q => db.Orders.Where(Own);", "router")]
    public void What_is_kept_once_it_was_asked_for_is_known(string members, string verdict) =>
        FlowHarness.Run($$"""public class Code(AppDb db, long id) { {{members}} public int Run() => Q.Count(); }""").ShouldBe(["Run.Count: " + verdict]);

    [Fact]
    public void What_is_kept_may_not_be_there_yet() => FlowHarness.Run(
        """
        public class Code(AppDb db)
        {
            private IQueryable<Order>? _all;
            private IQueryable<Order> All => _all ??= db.Orders;
            public int Count() { if (_all != null) return 0; return db.Orders.Count(); }
            public int Kept() => All.Count();
        }
        """).ShouldBe(["Count.Count: fanout", "Kept.Count: fanout"]);

    [Theory]
    [InlineData("private AppDb Db { get; set; } = default!;")]
    [InlineData("private AppDb Db { get; set; } = null!;")]
    [InlineData("private AppDb Db = default(AppDb)!;")]
    public void Something_else_sets_what_is_promised(string member) =>
        FlowHarness.Run($$"""public class Page { {{member}} public int Run(long id) => Db.Orders.Count() + Db.Orders.Count(o => o.CompanyId == id); }""").ShouldBe(["Run.Count: fanout", "Run.Count: router"]);

    [Theory]
    [InlineData("IQueryable<Order> Rows { get => field.Where(o => o.CompanyId == id); } = db.Orders;", "", "router")]
    [InlineData("IQueryable<Order> Rows { get => field.OrderBy(o => o.Id); set => field = value.Where(o => o.CompanyId == id); } = db.Orders;", "Rows = db.Orders;", "router")]
    [InlineData("IQueryable<Order> _rows = null!; IQueryable<Order> Rows { get => _rows.OrderBy(o => o.Id); set => _rows = value.Where(o => o.CompanyId == id); }", "Rows = db.Orders;", "router")]
    public void A_property_gives_what_its_code_says(string members, string statement, string verdict) =>
        FlowHarness.Run($$"""public class Code(AppDb db, long id) { {{members}} public int Run() { {{statement}} return Rows.Count(); } }""").ShouldBe(["Run.Count: " + verdict]);

    [Fact]
    public void Parts_of_a_property_belong_together() => FlowHarness.Run(
        """
        public partial class Code(AppDb db)
        {
            private partial IQueryable<Order> Rows { get; }
            public partial IQueryable<Order> this[long id] { get; }
            public int All() => Rows.Count();
            public int Own() => this[5].Count();
        }
        public partial class Code
        {
            private partial IQueryable<Order> Rows => db.Orders;
            public partial IQueryable<Order> this[long id] { get { return db.Orders.Where(o => o.CompanyId == id); } }
        }
        """).ShouldBe(["All.Count: fanout", "Own.Count: router"]);
}
