namespace ShardSafety.Core.Tests.Flow;

/// <summary>Predicates, selectors and operators that code builds by <c>Expression</c>'s own methods.</summary>
public sealed class BuiltTreeTests
{
    private static string[] Run(string helper, params string[] members) =>
        [.. FlowHarness.Find("public static class X { " + helper + " } public class Code(AppDb db) { " + string.Concat(members) + " }").Select(f => f.Plan.Verdict.ToString().ToLowerInvariant())];

    private const string ByName =
        """
        public static IQueryable<T> By<T>(this IQueryable<T> rows, string name, long value)
        {
            var row = Expression.Parameter(typeof(T), "row");
            return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.Equal(Expression.Property(row, name), Expression.Constant(value)), row));
        }
        """;

    [Theory]
    [InlineData("public Task A(long id) => db.Orders.By(\"CompanyId\", id).ToListAsync();", "router")]
    [InlineData("public Task A(long id) => db.Orders.By(nameof(ITenantOwned.CompanyId), id).Include(o => o.Items).ToListAsync();", "router")]
    [InlineData("public Task A(long id) => db.Orders.By(\"Id\", id).ToListAsync();", "fanout")]
    [InlineData("public Task A(long id, string name) => db.Orders.By(name, id).ToListAsync();", "unknown")]
    [InlineData("public Task A(long id, string name) => db.Orders.Where(o => o.CompanyId == id).By(name, id).ToListAsync();", "router")]
    [InlineData("public Task A(int id, string name) => db.Plans.By(name, id).ToListAsync();", "router")]
    public void A_comparison_by_the_name_of_a_property(string member, string verdict) => Run(ByName, member).ShouldBe([verdict]);

    [Theory]
    [InlineData("Expression.Call(typeof(EF), nameof(EF.Property), new[] { typeof(long) }, row, Expression.Constant(\"CompanyId\"))", "router")]
    [InlineData("Expression.PropertyOrField(row, \"CompanyId\")", "router")]
    [InlineData("Expression.Property(row, typeof(T).GetProperty(\"CompanyId\")!)", "router")]
    [InlineData("Expression.Property(row, typeof(T).GetProperty(\"CompanyId\")!.Name)", "router")]
    [InlineData("Expression.Property(Expression.TypeAs(row, typeof(ITenantOwned)), \"CompanyId\")", "router")]
    [InlineData("Expression.ConvertChecked(Expression.Property(row, \"CompanyId\"), typeof(long))", "router")]
    [InlineData("Expression.Convert(Expression.Property(row, \"CompanyId\"), typeof(long))", "router")]
    [InlineData("Expression.Property(row, \"Amount\")", "fanout")]
    public void A_property_named_in_any_way(string property, string verdict) => Run(
        $$"""
        public static IQueryable<T> Of<T>(this IQueryable<T> rows, long id)
        {
            var row = Expression.Parameter(typeof(T));
            return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.Equal({{property}}, Expression.Constant(id)), row));
        }
        """,
        "public Task A(long id) => db.Orders.Of(id).ToListAsync();").ShouldBe([verdict]);

    [Theory]
    [InlineData("Expression.AndAlso(own, paid)", "router")]
    [InlineData("Expression.OrElse(own, paid)", "fanout")]
    [InlineData("Expression.Not(own)", "fanout")]
    [InlineData("Expression.Not(Expression.NotEqual(Expression.Property(row, \"CompanyId\"), Expression.Constant(id)))", "router")]
    [InlineData("Expression.Or(own, own)", "router")]
    [InlineData("Expression.AndAlso(own, Expression.Call(Expression.Call(Expression.Property(row, \"Amount\"), \"ToString\", null), \"EndsWith\", null, Expression.Constant(\"5\")))", "router")]
    [InlineData("Expression.Call(Expression.Call(Expression.Property(row, \"CompanyId\"), \"ToString\", null), \"EndsWith\", null, Expression.Constant(\"5\"))", "unknown")]
    [InlineData("Expression.And(own, paid)", "router")]
    [InlineData("Expression.Or(own, paid)", "fanout")]
    [InlineData("Expression.Lambda<Func<Order, bool>>(own, row).Body", "router")]
    [InlineData("Expression.NotEqual(Expression.Property(row, \"CompanyId\"), Expression.Constant(id))", "fanout")]
    [InlineData("Expression.GreaterThan(Expression.Property(row, \"CompanyId\"), Expression.Constant(id))", "fanout")]
    [InlineData("Expression.GreaterThanOrEqual(Expression.Property(row, \"CompanyId\"), Expression.Constant(id))", "fanout")]
    [InlineData("Expression.LessThan(Expression.Property(row, \"CompanyId\"), Expression.Constant(id))", "fanout")]
    [InlineData("Expression.LessThanOrEqual(Expression.Property(row, \"CompanyId\"), Expression.Constant(id))", "fanout")]
    [InlineData("Expression.Equal(Expression.Property(row, \"CompanyId\"), Expression.Field(Expression.Constant(new Held { Id = id }), \"Id\"))", "router")]
    [InlineData("Expression.Equal(Expression.Property(row, \"CompanyId\"), Expression.Field(Expression.Constant(new Held { Id = id }), typeof(Held).GetField(\"Id\")!))", "router")]
    [InlineData("Expression.AndAlso(own, Expression.GreaterThan(Expression.Property(row, \"Amount\"), Expression.Constant(3m)))", "router")]
    [InlineData("Expression.AndAlso(own, Expression.Call(Expression.Constant(new List<long>()), typeof(List<long>).GetMethod(\"Contains\")!, Expression.Property(row, \"Id\")))", "router")]
    [InlineData("Expression.Call(Expression.Constant(new List<long>()), typeof(List<long>).GetMethod(\"Contains\")!, Expression.Property(row, \"CompanyId\"))", "unknown")]
    [InlineData("Expression.AndAlso(written.Body, own)", "router")]
    [InlineData("Expression.OrElse(written.Body, own)", "fanout")]
    public void Tests_put_together(string body, string verdict) => Run(
        $$"""
        public static IQueryable<Order> Of(AppDb db, long id)
        {
            Expression<Func<Order, bool>> written = o => o.Id > 5;
            var row = written.Parameters[0];
            var own = Expression.Equal(Expression.Property(row, "CompanyId"), Expression.Constant(id));
            var paid = Expression.Equal(Expression.Property(row, "Paid"), Expression.Constant(true));
            return db.Orders.Where(Expression.Lambda<Func<Order, bool>>({{body}}, row));
        }
        private sealed class Held { public long Id; }
        """,
        "public Task A(long id) => X.Of(db, id).ToListAsync();").ShouldBe([verdict]);

    [Fact]
    public void A_variable_is_a_parameter_of_a_lambda() => Run(
        """
        public static IQueryable<T> Of<T>(this IQueryable<T> rows, long id)
        {
            var row = Expression.Variable(typeof(T));
            return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.Equal(Expression.Property(row, "CompanyId"), Expression.Constant(id)), row));
        }
        """,
        "public Task A(long id) => db.Orders.Of(id).ToListAsync();").ShouldBe(["router"]);

    [Fact]
    public void A_chain_of_alternatives_that_a_loop_builds() => Run(
        """
        public static Expression<Func<Order, bool>> AnyOf(long[] ids)
        {
            var row = Expression.Parameter(typeof(Order), "row");
            Expression? body = null;
            foreach (var id in ids) { var one = Expression.Equal(Expression.Property(row, "Id"), Expression.Constant(id)); body = body == null ? one : Expression.OrElse(body, one); }
            return Expression.Lambda<Func<Order, bool>>(body!, row);
        }
        """,
        "public Task A(long id, long[] ids) => db.Orders.Where(o => o.CompanyId == id).Where(X.AnyOf(ids)).ToListAsync();",
        "public Task B(long[] ids) => db.Orders.Where(X.AnyOf(ids)).ToListAsync();").ShouldBe(["router", "fanout"]);

    [Fact]
    public void A_selector_given_and_compared() => Run(
        "public static IQueryable<T> Of<T>(this IQueryable<T> rows, Expression<Func<T, long>> key, long id) => rows.Where(Expression.Lambda<Func<T, bool>>(Expression.Equal(key.Body, Expression.Constant(id)), key.Parameters));",
        "public Task A(long id) => db.Orders.Of(o => o.CompanyId, id).ToListAsync();",
        "public Task B(long id) => db.Orders.Of(o => o.Id, id).ToListAsync();").ShouldBe(["router", "fanout"]);

    [Fact]
    public void An_order_by_the_name_of_a_property() => Run(
        """
        public static IQueryable<T> Sorted<T>(this IQueryable<T> rows, string name, bool down)
        {
            var row = Expression.Parameter(typeof(T), "row");
            var property = Expression.Property(row, name);
            var call = Expression.Call(typeof(Queryable), down ? "OrderByDescending" : "OrderBy", new[] { typeof(T), property.Type }, rows.Expression, Expression.Quote(Expression.Lambda(property, row)));
            return rows.Provider.CreateQuery<T>(call);
        }
        """,
        "public Task A(long id, string by) => db.Orders.Where(o => o.CompanyId == id).Sorted(by, true).ToListAsync();",
        "public Task B(string by, bool down) => db.Orders.Sorted(by, down).Take(3).ToListAsync();",
        "public Task C(long id, bool down) => db.Orders.Where(o => o.CompanyId == id).Sorted(\"Amount\", down).Skip(3).ToListAsync();").ShouldBe(["router", "fanout", "router"]);

    [Fact]
    public void A_path_of_navigations() => Run(
        """
        public static IQueryable<T> Sorted<T>(this IQueryable<T> rows, string path)
        {
            var row = Expression.Parameter(typeof(T));
            Expression body = row;
            foreach (var part in path.Split('.')) body = Expression.PropertyOrField(body, part);
            return rows.OrderBy(Expression.Lambda<Func<T, object>>(Expression.Convert(body, typeof(object)), row));
        }
        """,
        "public Task A(long id) => db.Items.Where(i => i.CompanyId == id).Sorted(\"Order.Amount\").ToListAsync();",
        "public Task B(long id, string path) => db.Items.Where(i => i.CompanyId == id).Sorted(path).ToListAsync();").ShouldBe(["router", "unknown"]);

    /// <remarks>Nothing was reported of such queries before.</remarks>
    [Fact]
    public void A_query_that_a_provider_makes_is_not_silent() => Run(
        "",
        "public Task A() { var all = db.Orders.AsQueryable(); return all.Provider.CreateQuery<Order>(all.Expression).ToListAsync(); }",
        "public Task B() => db.Orders.AsQueryable().Provider.CreateQuery<Order>(Made()).ToListAsync(); static Expression Made() => Expression.Constant(3);").ShouldBe(["fanout", "unknown"]);

    [Fact]
    public void What_is_made_of_the_expression_of_an_unknown_query_is_unknown_for_the_same_reason() => FlowHarness.Find(
        """
        public class Code { public Task Run(object given) { var rows = (IQueryable<Order>)given; return rows.Provider.CreateQuery<Order>(rows.Expression).ToListAsync(); } }
        """).Select(f => f.Plan.Reason).ShouldBe(["where the query 'given' comes from is not known"]);
}
