namespace ShardSafety.Core.Tests.Flow;

/// <summary>Members, types and helpers in the shapes that applications give them.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void A_query_in_a_property_an_initializer_and_an_arrow_is_found_where_it_stands() => FlowHarness.Run(
        """
        public class Code(AppDb db)
        {
            public int Count => db.Orders.Count();
            public int Other { get { return db.Orders.Count(); } }
            public int? Maybe => db?.Orders.Count();
            public List<Order> Rows() => new List<Order>(db.Orders);
            public IQueryable<Order> Given => db.Orders;
            public void Each() { foreach (var o in Given) _ = o; }
            public Code(AppDb db, int n) : this(db) { _ = n + db.Orders.Count(); }
        }
        """).ShouldBe(["Count.Count: fanout", "Other.Count: fanout", "Maybe.Count: fanout", "Rows.List<Order>: fanout", "Each.Given: fanout", "Code.Count: fanout"], ignoreOrder: true);

    [Fact]
    public void Overrides_interfaces_and_bases_are_reached() => FlowHarness.Run(
        """
        public abstract class Source(AppDb db)
        {
            protected AppDb Db => db;
            protected abstract IQueryable<Order> Rows { get; }
            protected virtual IQueryable<Order> Shape(IQueryable<Order> q) => q;
            public Task All() => Shape(Rows).ToListAsync();
        }
        public sealed class Mine(AppDb db, long id) : Source(db)
        {
            protected override IQueryable<Order> Rows => Db.Orders;
            protected override IQueryable<Order> Shape(IQueryable<Order> q) => base.Shape(q).Where(o => o.CompanyId == id);
        }
        public sealed class Everyone(AppDb db) : Source(db) { protected override IQueryable<Order> Rows => Db.Orders.Where(o => o.Paid); }
        public class Code
        {
            public Task A(AppDb db, long id) => new Mine(db, id).All();
            public Task B(AppDb db) => new Everyone(db).All();
            public Task C(Source source) => source.All();
        }
        """).ShouldBe(["A.All: router", "B.All: fanout"]);

    [Fact]
    public void Type_arguments_reach_the_root() => FlowHarness.Run(
        """
        public static class Sets
        {
            public static IQueryable<T> Of<T>(this AppDb db, long id) where T : class, ITenantOwned => db.Set<T>().Where(x => x.CompanyId == id);
            public static IQueryable<T> Any<T>(this AppDb db) where T : class => db.Set<T>();
            public static T Make<T>() where T : new() => new T();
            public static IQueryable<T[]> Arrays<T>(AppDb db) where T : class => db.Set<T>().Select(x => new[] { x });
        }
        public class Store<T>(AppDb db) where T : class
        {
            public class Reader(Store<T> store) { public IQueryable<T> Rows => store.Rows; }
            public IQueryable<T> Rows => db.Set<T>();
            public Task<int> Count<TKey>(Expression<Func<T, TKey>> key, TKey value) => Rows.CountAsync();
        }
        public class Code
        {
            public Task A(AppDb db, long id) => db.Of<Order>(id).ToListAsync();
            public Task B(AppDb db) => db.Any<Plan>().ToListAsync();
            public Task C(AppDb db) => db.Any<Item>().ToListAsync();
            public Task D(AppDb db) => Sets.Arrays<Order>(db).ToListAsync();
            public Task E(AppDb db) => new Store<Order>.Reader(new Store<Order>(db)).Rows.ToListAsync();
            public Task F(AppDb db) => new Store<Plan>(db).Count(p => p.Id, 3);
        }
        """).ShouldBe(["A.ToListAsync: router", "B.ToListAsync: router", "C.ToListAsync: fanout", "D.ToListAsync: fanout", "E.ToListAsync: fanout", "F.Count: router"]);

    [Fact]
    public void Members_that_are_set_and_read_are_followed() => FlowHarness.Run(
        """
        public class Filter { public long CompanyId { get; set; } public bool Paid; public Filter Inner { get; set; } = null!; }
        public class Builder(AppDb db)
        {
            private IQueryable<Order> _rows = db.Orders;
            public Builder Of(long id) { _rows = _rows.Where(o => o.CompanyId == id); return this; }
            public Builder Paid() { _rows = _rows.Where(o => o.Paid); return this; }
            public Task Run() => _rows.ToListAsync();
        }
        public class Code
        {
            private static readonly Expression<Func<Order, bool>> IsPaid = o => o.Paid;
            private IQueryable<Order>? _kept;
            public Task A(AppDb db, Filter f) => db.Orders.Where(o => o.CompanyId == f.CompanyId && o.Items.Count(i => i.CompanyId == f.CompanyId) > 0).ToListAsync();
            public Task B(AppDb db, Filter f) => db.Orders.Where(o => o.CompanyId == f.Inner.CompanyId && o.Items.Count(i => i.CompanyId == f.CompanyId) > 0).ToListAsync();
            public Task C(AppDb db, long id) => new Builder(db).Of(id).Paid().Run();
            public Task D(AppDb db) => new Builder(db).Paid().Run();
            public Task E(AppDb db, long id) { _kept = db.Orders.Where(o => o.CompanyId == id); return _kept.Where(IsPaid).ToListAsync(); }
            public Task F(AppDb db, long id) { this._kept = db.Orders; this._kept = _kept.Where(o => o.CompanyId == id); return this._kept.ToListAsync(); }
            public Task G(AppDb db, long id) { var f = new Filter { CompanyId = id }; f.CompanyId = 5; return db.Orders.Where(o => o.CompanyId == f.CompanyId).ToListAsync(); }
            public Task H(AppDb db, long id) { var f = new Filter(); Set(f, id); return db.Orders.Where(o => o.CompanyId == f.CompanyId).ToListAsync(); }
            private static void Set(Filter f, long id) => f.CompanyId = id;
        }
        """).Select(line => line.Replace("ToListAsync", "T", StringComparison.Ordinal)).ShouldBe(["A.T: router", "B.T: fanout", "C.Run: router", "D.Run: fanout", "E.T: router", "F.T: router", "G.T: router", "H.T: router"]);

    [Fact]
    public void Functions_are_handed_around() => FlowHarness.Run(
        """
        public delegate IQueryable<T> Shaper<T>(IQueryable<T> q);
        public class Code
        {
            private readonly Func<AppDb, IQueryable<Order>> _source = db => db.Orders;
            private static IQueryable<Order> Paid(IQueryable<Order> q) => q.Where(o => o.Paid);
            private static Task Run(IQueryable<Order> q, params Shaper<Order>[] shapes) { foreach (var s in shapes) q = s(q); return q.ToListAsync(); }
            private static Task One(IQueryable<Order> q, Shaper<Order>? shape = null) => (shape?.Invoke(q) ?? q).ToListAsync();
            private static Shaper<Order> Of(long id) => q => q.Where(o => o.CompanyId == id);
            private static Shaper<Order> Both(Shaper<Order> a, Shaper<Order> b) => q => b(a(q));
            public Task A(AppDb db, long id) => One(db.Orders, q => q.Where(o => o.CompanyId == id));
            public Task B(AppDb db) => One(db.Orders, Paid);
            public Task C(AppDb db) => One(db.Orders);
            public Task D(AppDb db, long id) => One(_source(db), Of(id));
            public Task E(AppDb db, long id) => One(db.Orders, Both(Of(id), Paid));
            public Task F(AppDb db, bool mine, long id) => One(db.Orders, mine ? Of(id) : Paid);
            public Task G(AppDb db, long id) { Shaper<Order> s = Paid; s = Of(id); return One(db.Orders, s); }
        }
        """).ShouldBe(["A.One: router", "B.One: fanout", "C.One: fanout", "D.One: router", "E.One: router", "F.One: fanout", "G.One: router"]);

    [Fact]
    public void Predicates_are_built_in_every_way() => FlowHarness.Run(
        """
        public static class P
        {
            public static Expression<Func<T, bool>> Not<T>(this Expression<Func<T, bool>> a) => Expression.Lambda<Func<T, bool>>(Expression.Not(a.Body), a.Parameters);
            public static Expression<Func<T, bool>> All<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) => Expression.Lambda<Func<T, bool>>(Expression.And(a.Body, Expression.Invoke(b, a.Parameters)), a.Parameters);
            public static Expression<Func<T, bool>> Some<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) => Expression.Lambda<Func<T, bool>>(Expression.Or(a.Body, Expression.Invoke(b, a.Parameters)), a.Parameters);
            public static Expression<Func<T, bool>> True<T>() => x => true;
        }
        public class Code
        {
            static Expression<Func<Order, bool>> Of(long id) => o => o.CompanyId == id;
            static readonly Expression<Func<Order, bool>> Paid = o => o.Paid;
            public Task A(AppDb db, long id) => db.Orders.Where(Of(id).All(Paid)).ToListAsync();
            public Task B(AppDb db, long id) => db.Orders.Where(Of(id).Some(Paid)).ToListAsync();
            public Task C(AppDb db, long id) => db.Orders.Where(Of(id).Not()).ToListAsync();
            public Task D(AppDb db, long id) => db.Orders.Where(Of(id).Not().Not()).ToListAsync();
            public Task E(AppDb db, long id) { var p = P.True<Order>(); p = p.All(Of(id)); return db.Orders.Where(p).ToListAsync(); }
            public Task F(AppDb db, long id) { var x = Expression.Parameter(typeof(Order), "o"); var body = Expression.Equal(Expression.Property(x, "CompanyId"), Expression.Constant(id)); return db.Orders.Where(Expression.Lambda<Func<Order, bool>>(body, x)).ToListAsync(); }
            public int G(AppDb db, long id) { var f = Of(id).Compile(); return db.Orders.AsEnumerable().Count(f); }
        }
        """).Select(line => line.Replace("ToListAsync", "T", StringComparison.Ordinal)).ShouldBe(["A.T: router", "B.T: fanout", "C.T: fanout", "D.T: router", "E.T: router", "F.T: router", "G.Count: FilterAfterMaterialization fanout", "G.Count: fanout"]);

    [Fact]
    public void What_comes_from_elsewhere_is_unknown_and_never_lost() => FlowHarness.Run(
        """
        public static class Deep
        {
            public static IQueryable<Order> Down(IQueryable<Order> q, int n) => n == 0 ? q : Down(q.Where(o => o.Id > n), n - 1);
        }
        public class Code(IServiceProvider services)
        {
            private static readonly Dictionary<string, IQueryable<Order>> Known = [];
            public Task A(AppDb db) => Deep.Down(db.Orders, 50).ToListAsync();
            public Task B(string name) => Known[name].ToListAsync();
            public Task C() => ((IQueryable<Order>)services.GetService(typeof(IQueryable<Order>))!).ToListAsync();
            public Task D(AppDb db, dynamic shape) => ((IQueryable<Order>)shape(db.Orders)).ToListAsync();
            public Task E(AppDb db) => ((IQueryable<Order>)Activator.CreateInstance(typeof(EnumerableQuery<Order>), db)!).ToListAsync();
        }
        """).Select(line => line[..line.IndexOf('.', StringComparison.Ordinal)] + line[line.LastIndexOf(' ')..]).ShouldBe(["A fanout", "B unknown", "C unknown", "D unknown", "E unknown"]);

    [Fact]
    public void What_is_wrong_with_sql_that_a_query_starts_from_is_shown_in_its_text()
    {
        var findings = FlowHarness.Find(
            """"
            public class Code
            {
                public Task A(AppDb db, long id) => db.Orders.FromSql($"SELECT * FROM \"Orders\" WHERE \"Id\" > {id}").ToListAsync();
                public Task B(AppDb db) => db.Database.SqlQueryRaw<long>("""SELECT "Id" AS "Value" FROM "Items" """).Where(v => v > 3).ToListAsync();
            }
            """");

        findings.Select(f => FlowHarness.Line(f) + " " + string.Join(",", f.Related.Select(l => l.SourceTree!.ToString().Substring(l.SourceSpan.Start, l.SourceSpan.Length))))
            .ShouldBe(["A.ToListAsync: fanout \\\"Orders\\\"", "B.ToListAsync: fanout \"Items\""]);
    }

    [Fact]
    public void What_allows_a_compiled_query_is_repeated_where_it_is_called() => FlowHarness.Find(
        """
        public class Code
        {
            [AllowMultiShard("nightly")]
            static readonly Func<AppDb, Task<int>> Allowed = EF.CompileAsyncQuery((AppDb db) => db.Orders.Count());
            static readonly Func<AppDb, Task<int>> Plain = EF.CompileAsyncQuery((AppDb db) => db.Orders.Count());
            public static Task<int> A(AppDb db) => Allowed(db);
            public static Task<int> B(AppDb db) => Plain(db);
        }
        """).Select(f => FlowHarness.Line(f) + " " + f.AllowedBecause).ShouldBe(["Allowed.Count: fanout nightly", "Plain.Count: fanout ", "A.Allowed: fanout nightly", "B.Plain: fanout "]);
}
