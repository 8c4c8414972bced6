namespace ShardSafety.Core.Tests.Flow;

/// <summary>Values that carry queries, and predicates kept or put together.</summary>
public sealed class ValueTests
{
    private const string Mine = "db.Orders.Where(o => o.CompanyId == companyId)";

    [Theory]
    [InlineData("var (open, all) = (" + Mine + ", db.Orders); await open.CountAsync(); await all.CountAsync();", "router", "fanout")]
    [InlineData("var a = new { Q = " + Mine + " }; await a.Q.CountAsync();", "router")]
    [InlineData("var map = new Dictionary<string, IQueryable<Order>> { [\"a\"] = " + Mine + " }; await map[\"a\"].CountAsync();", "router")]
    [InlineData("var list = new List<IQueryable<Order>> { " + Mine + " }; list.Add(db.Orders); foreach (var q in list) await q.CountAsync();", "fanout")]
    [InlineData("foreach (var q in new[] { " + Mine + ", " + Mine + " }) await q.CountAsync();", "router")]
    [InlineData("Expression<Func<Order, bool>> p = o => o.CompanyId == companyId; await db.Orders.Where(p).CountAsync();", "router")]
    [InlineData("Expression<Func<Order, bool>>? p = null; if (flag) p = o => o.CompanyId == companyId; IQueryable<Order> q = db.Orders; if (p != null) q = q.Where(p); await q.CountAsync();", "fanout")]
    [InlineData("Expression<Func<Order, bool>>? p = null; p = o => o.CompanyId == companyId; IQueryable<Order> q = db.Orders; if (p != null) q = q.Where(p); await q.CountAsync();", "router")]
    [InlineData("IQueryable<Order> Of(long id) => db.Orders.Where(o => o.CompanyId == id); await Of(companyId).CountAsync();", "router")]
    [InlineData("Func<long, IQueryable<Order>> of = id => db.Orders.Where(o => o.CompanyId == id); await of(companyId).CountAsync();", "router")]
    [InlineData("foreach (var o in " + Mine + ") { _ = o; }", "router")]
    [InlineData("await foreach (var o in db.Orders.AsAsyncEnumerable()) { _ = o; }", "fanout")]
    [InlineData("await foreach (var o in db.Orders.AsAsyncEnumerable().WithCancellation(default)) { _ = o; }", "fanout")]
    [InlineData("IEnumerable<Order> rows = db.Orders; _ = rows.Count();", "fanout")]
    [InlineData("var sub = db.Items.Where(i => i.CompanyId == companyId).Select(i => i.OrderId); await " + Mine + ".Where(o => sub.Contains(o.Id)).CountAsync();", "router")]
    [InlineData("var lazy = new Lazy<IQueryable<Order>>(() => " + Mine + "); await lazy.Value.CountAsync();", "router")]
    [InlineData("Lazy<IQueryable<Order>> lazy = new(() => db.Orders, isThreadSafe: true); await lazy.Value.CountAsync();", "fanout")]
    [InlineData("IQueryable<Order> q = db.Orders; var lazy = new Lazy<IQueryable<Order>>(() => q); q = " + Mine + "; await lazy.Value.CountAsync();", "router")]
    [InlineData("var lazy = new Lazy<List<Order>>(() => " + Mine + ".ToList()); _ = lazy.Value.Count; _ = lazy.Value.Count;", "router")]
    [InlineData("var lazy = new Lazy<List<Order>>(() => db.Orders.ToList());", "fanout")]
    [InlineData("Lazy<long> id = new(() => companyId); await db.Orders.Where(o => o.CompanyId == id.Value).CountAsync();", "router")]
    [InlineData("Func<IQueryable<Order>> of = () => " + Mine + "; var lazy = flag ? new Lazy<IQueryable<Order>>(of) : new Lazy<IQueryable<Order>>(() => db.Orders); await lazy.Value.CountAsync();", "fanout")]
    [InlineData("_ = db.Orders.ToQueryString();")]
    [InlineData("_ = db.Orders.Where(o => o.Paid);")]
    [InlineData("await db.SaveChangesAsync();")]
    [InlineData("await db.Plans.ToListAsync();", "router")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.CompanyId == companyId && o.Id == 1); await db.Entry(order).Collection(o => o.Items).LoadAsync();", "router", "router")]
    [InlineData("await db.Orders.Where(o => o.CompanyId == companyId).ExecuteDeleteAsync();", "router")]
    [InlineData("await db.Orders.FindAsync(companyId, otherId);", "router")]
    [InlineData("await db.FindAsync<Order>(companyId, otherId);", "router")]
    [InlineData("var rows = new List<Order>(db.Orders);", "fanout")]
    public void Queries_travel(string statements, params string[] verdicts) => FlowHarness.Statements(statements).ShouldBe(verdicts);

    [Fact]
    public void What_is_made_on_demand_is_made_where_it_is_asked_for() => FlowHarness.Run(
        """
        public class Code(AppDb db, long id)
        {
            private readonly Lazy<IQueryable<Order>> _orders = new(() => db.Orders.Where(o => o.CompanyId == id));
            private Lazy<IQueryable<Item>> Items { get; } = new(() => db.Items.Where(i => i.CompanyId == id));
            public void Own() => _orders.Value.ToList();
            public void Of() => Items.Value.ToList();
            public void Given(Lazy<IQueryable<Order>> given) => given.Value.ToList();
        }
        public class Other
        {
            private readonly AppDb _db;
            private readonly Lazy<IQueryable<Order>> _all;
            public Other(AppDb db) { _db = db; _all = new Lazy<IQueryable<Order>>(Make); }
            private IQueryable<Order> Make() => _db.Orders.Where(o => o.Paid);
            public void All() => _all.Value.ToList();
        }
        """).ShouldBe(["Own.ToList: router", "Of.ToList: router", "Given.ToList: unknown", "All.ToList: fanout"]);

    [Fact]
    public void Predicates_are_combined() => FlowHarness.Run(
        """
        public static class Predicates
        {
            public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b)
            {
                var body = Expression.AndAlso(a.Body, new Replace(b.Parameters[0], a.Parameters[0]).Visit(b.Body)!);
                return Expression.Lambda<Func<T, bool>>(body, a.Parameters[0]);
            }
            public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) =>
                Expression.Lambda<Func<T, bool>>(Expression.OrElse(a.Body, Expression.Invoke(b, a.Parameters)), a.Parameters);
            private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
            {
                protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
            }
        }
        public static class Code
        {
            static readonly Expression<Func<Order, bool>> IsPaid = o => o.Paid;
            static Expression<Func<Order, bool>> Of(long id) => o => o.CompanyId == id;
            public static Task And(AppDb db, long id) => db.Orders.Where(Of(id).And(IsPaid)).ToListAsync();
            public static Task Or(AppDb db, long id) => db.Orders.Where(Of(id).Or(IsPaid)).ToListAsync();
        }
        """).ShouldBe(["And.ToListAsync: router", "Or.ToListAsync: fanout"]);

    [Fact]
    public void A_compiled_query_runs_where_it_is_called_and_its_fault_is_said_where_it_is_compiled()
    {
        var findings = FlowHarness.Find(
            """
            public class Code
            {
                static readonly Func<AppDb, long, IEnumerable<Order>> Good = EF.CompileQuery((AppDb db, long id) => db.Orders.Where(o => o.CompanyId == id));
                static readonly Func<AppDb, Task<int>> Bad = EF.CompileAsyncQuery((AppDb db) => db.Orders.Count());
                static Func<AppDb, long, long, Task<int>> Two { get; } = EF.CompileAsyncQuery((AppDb db, long a, long b) => db.Orders.Count(o => o.CompanyId == a || o.CompanyId == b));
                public static void Rows(AppDb db, long id) { foreach (var o in Good(db, id)) { _ = o; } }
                public static Task<int> One(AppDb db) => Bad(db);
                public static Task<int> Same(AppDb db, long id) => Two(db, id, id);
                public static Task<int> Other(AppDb db, long id, long otherId) => Two(db, id, otherId);
                public static Task Local(AppDb db, long id) { var q = EF.CompileAsyncQuery((AppDb d, long i) => d.Orders.First(o => o.CompanyId == i)); return q(db, id); }
                public static Task Caller(AppDb db, long id) => Local(db, id);
            }
            """);
        findings.Select(f => FlowHarness.Line(f) + (f.IsSaidElsewhere ? " (said)" : "")).ShouldBe(
        [
            "Good.CompileQuery: router", "Bad.Count: fanout", "Two.Count: fanout",
            "Rows.Good: router (said)", "One.Bad: fanout (said)", "Same.Two: router (said)", "Other.Two: fanout (said)",
            "Local.First: router", "Local.q: router (said)",
        ]);
    }

    [Fact]
    public void Iterators_and_rows_handed_out_run_where_they_are_enumerated() => FlowHarness.Run(
        """
        public static class Code
        {
            static async IAsyncEnumerable<long> Stream(AppDb db) { await foreach (var o in db.Orders.AsAsyncEnumerable()) yield return o.Id; }
            static IEnumerable<Order> Rows(AppDb db) => db.Orders.AsEnumerable();
            public static async Task Drain(AppDb db) { await foreach (var id in Stream(db)) _ = id; }
            public static void Loop(AppDb db) { foreach (var o in Rows(db)) _ = o; }
        }
        """).ShouldBe(["Stream.AsAsyncEnumerable: fanout", "Loop.Rows: fanout"]);

    /// <remarks>Shared helpers of applications with several tenants ask so whether an entity has an owner.</remarks>
    [Theory]
    [InlineData("typeof(ITenantOwned).IsAssignableFrom(typeof(T))", "router", "fanout")]
    [InlineData("typeof(T).IsAssignableTo(typeof(ITenantOwned))", "router", "fanout")]
    [InlineData("typeof(T).GetInterfaces().Contains(typeof(ITenantOwned))", "router", "fanout")]
    [InlineData("typeof(T).GetInterface(nameof(ITenantOwned)) != null", "router", "fanout")]
    [InlineData("typeof(T).GetProperty(\"CompanyId\") is not null", "router", "fanout")]
    [InlineData("typeof(T).GetProperty(\"Name\") is null", "router", "fanout")]
    [InlineData("!typeof(T).IsSubclassOf(typeof(Company))", "router", "unknown")]
    [InlineData("Known<T>.Owned", "router", "fanout")]
    public void What_a_type_is_decides_what_a_helper_does(string test, string owned, string other) => FlowHarness.Run(
        $$"""
        public static class Known<T> { public static readonly bool Owned = typeof(ITenantOwned).IsAssignableFrom(typeof(T)); }
        public class Code(AppDb db)
        {
            private Task<int> Count<T>(long id) where T : class { if ({{test}}) return db.Set<T>().CountAsync(x => EF.Property<long>(x, "CompanyId") == id); return db.Set<T>().CountAsync(); }
            public Task Owned(long id) => Count<Order>(id);
            public Task Other(long id) => Count<Company>(id);
        }
        """).ShouldBe(["Owned.Count<Order>: " + owned, "Other.Count<Company>: " + other]);
}
