namespace ShardSafety.Core.Tests.Flow;

/// <summary>Objects: what their members hold, who changes them, and what is known of those nobody set.</summary>
public sealed class MemberTests
{
    private const string Types =
        """
        public class Box
        {
            private IQueryable<Order> _kept = null!;
            public IQueryable<Order> Rows { get; set; } = null!;
            public IQueryable<Order> Through { get => _kept; set => _kept = value; }
            public List<Expression<Func<Order, bool>>> Filters { get; } = [];
            public long Of { set => Rows = Rows.Where(o => o.CompanyId == value); }
        }
        public class Filter
        {
            public long CompanyId { get; private set; }
            public bool All { get; set; }
            public Filter Inner { get; } = null!;
            public Page Page { get; } = new();
            public void For(long id) { CompanyId = id; All = false; }
        }
        public class Page { public long CompanyId { get; set; } public int Size { get; set; } }
        public class Kept { public static IQueryable<Order>? Rows; public static Expression<Func<Order, bool>> Current = o => o.CompanyId == 1; public static readonly Expression<Func<Order, bool>> First = o => o.CompanyId == 1; }
        public class Job(Func<IQueryable<Order>> rows) { public int Run() { var q = rows(); return q.Count(); } }
        public interface IBinder { void Bind(object target); }
        """;

    private const string Mine = "db.Orders.Where(o => o.CompanyId == companyId)";

    [Theory]
    [InlineData("var box = new Box { Rows = db.Orders, Of = companyId }; _ = box.Rows.Count();", "router")]
    [InlineData("var box = new Box { Rows = db.Orders }; box.Of = companyId; _ = box.Rows.Count();", "router")]
    [InlineData("var box = new Box { Through = " + Mine + " }; _ = box.Through.Count();", "router")]
    [InlineData("var box = new Box(); (box.Rows, _) = (" + Mine + ", 3); _ = box.Rows.Count();", "router")]
    [InlineData("var a = new Box { Rows = db.Orders }; var b = new Box { Rows = db.Orders }; var either = flag ? a : b; either.Rows = " + Mine + "; _ = a.Rows.Count();", "fanout")]
    [InlineData("var a = new Box { Rows = db.Orders }; var b = new Box { Rows = db.Orders }; var either = flag ? a : b; either.Rows = " + Mine + "; _ = either.Rows.Count();", "router")]
    [InlineData("Kept.Rows = " + Mine + "; _ = Kept.Rows.Count();", "router")]
    [InlineData("Kept.Rows = db.Orders; Kept.Rows = " + Mine + "; _ = Kept.Rows.Count();", "router")]
    [InlineData("_ = db.Orders.Where(Kept.First).Count();", "router")]
    [InlineData("_ = db.Orders.Where(Kept.Current).Count();", "unknown")]
    [InlineData("var job = new Job(() => " + Mine + "); _ = job.Run();", "router")]
    [InlineData("var f = new Filter(); var q = f.All ? db.Orders : " + Mine + "; _ = q.Count();", "router")]
    [InlineData("var f = new Filter(); binder.Bind(f); var q = f.All ? db.Orders : " + Mine + "; _ = q.Count();", "fanout")]
    [InlineData("var f = new Filter(); f.For(companyId); _ = db.Orders.Where(o => o.CompanyId == f.CompanyId && o.Items.Count(i => i.CompanyId == companyId) > 0).Count();", "router")]
    [InlineData("var f = new Filter { Page = { CompanyId = companyId, Size = 5 } }; _ = db.Orders.Where(o => o.CompanyId == f.Page.CompanyId && o.Items.Count(i => i.CompanyId == companyId) > 0).Count();", "router")]
    [InlineData("var map = new Dictionary<string, IQueryable<Order>> { { \"mine\", " + Mine + " } }; _ = map[\"mine\"].Count();", "router")]
    [InlineData("var box = new Box(); box.Filters.Add(o => o.CompanyId == companyId); IQueryable<Order> q = db.Orders; foreach (var f in box.Filters) q = q.Where(f); _ = q.Count();", "router")]
    [InlineData("var f = new Filter(); Check(f); var q = f.All ? db.Orders : " + Mine + "; _ = q.Count(); static void Check(Filter f) { if (!f.All) return; throw new InvalidOperationException(); }", "router")]
    [InlineData("var map = new Dictionary<string, IQueryable<Order>>(); map.Add(\"mine\", " + Mine + "); _ = map[\"mine\"].Count();", "router")]
    [InlineData("foreach (var (q, n) in new[] { (" + Mine + ", 1), (" + Mine + ", 2) }) _ = q.Count();", "router")]
    [InlineData("foreach (var (q, n) in new[] { (" + Mine + ", 1), (db.Orders, 2) }) _ = q.Count();", "fanout")]
    [InlineData("var (q, n) = flag ? (" + Mine + ", 1) : (db.Orders, 2); _ = q.Count();", "fanout")]
    [InlineData("var (q, n) = flag ? (" + Mine + ", 1) : (" + Mine + ", 2); _ = q.Count();", "router")]
    [InlineData("void Twice(Action act) { act(); act(); } IQueryable<Order> q = db.Orders; Twice(() => q = " + Mine + "); _ = q.Count();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; Runner.Twice(() => q = " + Mine + "); _ = q.Count();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; Action narrow = () => q = " + Mine + "; narrow += () => Console.WriteLine(); narrow(); _ = q.Count();", "router")]
    [InlineData("Func<IQueryable<Order>, int> count = q => q.Count(); _ = count(" + Mine + ");", "router")]
    [InlineData("int Inner(IQueryable<Order> q) => q.Count(); _ = Inner(" + Mine + ");", "router")]
    [InlineData("Func<IQueryable<Order>, IQueryable<Order>> shape = flag ? q => q.Where(o => o.CompanyId == companyId) : q => q; _ = shape(db.Orders).Count();", "fanout")]
    public void What_objects_hold_is_followed(string statements, params string[] verdicts) => FlowHarness.Find(
        Types + $$"""

        public static class Runner { public static void Twice(Action act) { act(); act(); } }
        public class Code
        {
            public void Run(AppDb db, long companyId, long otherId, bool flag, IBinder binder) { {{statements}} }
        }
        """).Select(f => f.Plan.Verdict.ToString().ToLowerInvariant()).ShouldBe(verdicts);

    [Fact]
    public void What_a_class_keeps_from_its_constructor_is_known_through_its_interface() => FlowHarness.Run(
        """
        public interface IUnit { IQueryable<Order> Open { get; } IQueryable<Order> All { get; } }
        public class Unit : IUnit
        {
            public Unit(AppDb db, long id) { Open = db.Orders.Where(o => o.CompanyId == id); All = db.Orders; }
            public IQueryable<Order> Open { get; }
            public IQueryable<Order> All { get; }
        }
        public abstract class Base { public abstract IQueryable<Order> Rows { get; } public int Count() => Rows.Count(); }
        public class Derived(AppDb db, long id) : Base { public override IQueryable<Order> Rows { get; } = db.Orders.Where(o => o.CompanyId == id); }
        public class Code(IUnit unit, Base rows)
        {
            public int A() => unit.Open.Count();
            public int B() => unit.All.Count();
            public int C() => rows.Rows.Count();
            public int D(AppDb db, long id) => new Derived(db, id).Count();
        }
        """).ShouldBe(["Count.Count: router", "A.Count: router", "B.Count: fanout", "C.Count: router"]);

    [Fact]
    public void A_query_that_methods_replace_is_the_one_they_left() => FlowHarness.Run(
        """
        public class Search
        {
            private IQueryable<Order> _rows;
            public Search(AppDb db) { _rows = db.Orders; }
            public void Of(long id) { this._rows = _rows.Where(o => o.CompanyId == id); }
            public int Count() => _rows.Count();
        }
        public class Code(Search search)
        {
            public int Injected(long id) { search.Of(id); return search.Count(); }
            public int Made(AppDb db, long id) { var made = new Search(db); made.Of(id); return made.Count(); }
        }
        """).ShouldBe(["Injected.Count: unknown", "Made.Count: router"]);

    [Fact]
    public void What_a_container_injects_may_have_been_set() => FlowHarness.Run(
        """
        public class Options { public bool All { get; set; } = false; public bool Never { get; } = false; public bool Any() => All || Never; }
        public class Switch { private bool _all = false; public void Open() { _all = true; } public bool IsOpen => _all; }
        public class Code(AppDb db, Options options, Switch gate)
        {
            public int A(long id) { var q = db.Orders.Where(o => o.CompanyId == id); if (options.All) q = db.Orders; return q.Count(); }
            public int B(long id) { var q = db.Orders.Where(o => o.CompanyId == id); if (options.Never) q = db.Orders; return q.Count(); }
            public int C(long id) { var q = db.Orders.Where(o => o.CompanyId == id); if (gate.IsOpen) q = db.Orders; return q.Count(); }
        }
        """).ShouldBe(["A.Count: fanout", "B.Count: router", "C.Count: fanout"]);
}
