namespace ShardSafety.Core.Tests.Flow;

/// <summary>Predicates that code takes apart and puts together again.</summary>
public sealed class TreeTests
{
    [Theory]
    [InlineData("protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);", "Visit(b.Body)!", "router")]
    [InlineData("protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);", "VisitAndConvert(b.Body, nameof(All))", "router")]
    [InlineData("public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);", "Visit(b.Body)!", "router")]
    [InlineData("protected override Expression VisitConstant(ConstantExpression node) => Expression.Constant(null);", "Visit(b.Body)!", "unknown")]
    public void A_visitor_that_only_replaces_parameters_changes_nothing(string visitor, string visit, string verdict) => FlowHarness.Run(
        $$"""
        public class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor { public (object, object) Both => (from, to); {{visitor}} }
        public static class P
        {
            public static Expression<Func<T, bool>> All<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) =>
                Expression.Lambda<Func<T, bool>>(Expression.AndAlso(a.Body, new Replace(b.Parameters[0], a.Parameters[0]).{{visit}}), a.Parameters);
        }
        public class Code
        {
            static Expression<Func<Order, bool>> Of(long id) => o => o.CompanyId == id;
            public int A(AppDb db, long id) { Expression<Func<Order, bool>> paid = o => o.Paid; return db.Orders.Count(paid.All(Of(id))); }
        }
        """).ShouldBe(["A.Count: " + verdict]);

    [Fact]
    public void What_predicates_are_made_of_counts() => FlowHarness.Run(
        """
        public static class P
        {
            public static Expression<Func<T, bool>> Some<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) => Expression.Lambda<Func<T, bool>>(Expression.OrElse(a.Body, Expression.Invoke(b, a.Parameters)), a.Parameters);
            public static Expression<Func<T, bool>> All<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) => Expression.Lambda<Func<T, bool>>(Expression.AndAlso(a.Body, Expression.Invoke(b, a.Parameters)), a.Parameters);
            public static Expression<Func<T, bool>> Always<T>(bool value) { var x = Expression.Parameter(typeof(T), "x"); return Expression.Lambda<Func<T, bool>>(Expression.Constant(true), x); }
            public static Expression<Func<T, bool>> Never<T>() { var x = Expression.Parameter(typeof(T), "x"); return Expression.Lambda<Func<T, bool>>(Expression.Constant(false), x); }
        }
        public class Code
        {
            static Expression<Func<Order, bool>> Of(long id) => o => o.CompanyId == id;
            public int A(AppDb db, long id) => db.Orders.Count(P.Always<Order>(true).All(Of(id)));
            public int B(AppDb db, long id) => db.Orders.Count(P.Never<Order>().Some(Of(id)));
            public int C(AppDb db, long id) => db.Orders.Count(P.Always<Order>(true).Some(Of(id)));
            public int D(AppDb db, long id) { var any = P.Never<Order>(); foreach (var n in new[] { 1, 2 }) any = any.Some(o => o.Amount == n); return db.Orders.Count(any.All(Of(id))); }
            public int E(AppDb db, object other) => db.Orders.Count(Of(5).All((Expression<Func<Order, bool>>)other));
            public int H(AppDb db) { Expression half = Of(5).Body; return db.Orders.Where((Expression<Func<Order, bool>>)half).Count(); }
            public int F(AppDb db, long id) { var test = Of(id).All(o => o.Paid).Compile(); return db.Orders.AsEnumerable().Count(test); }
            public int G(AppDb db, long id, bool all) => db.Orders.Count(Expression.Lambda<Func<Order, bool>>(all ? P.Never<Order>().Body : Of(id).Body, Of(id).Parameters));
        }
        """).ShouldBe(["A.Count: router", "B.Count: router", "C.Count: fanout", "D.Count: router", "E.Count: unknown", "H.Count: unknown", "F.Count: fanout", "G.Count: router"]);

    [Theory]
    [InlineData("a.Parameters[0]", "router")]
    [InlineData("Expression.Property(a.Parameters[0], \"Order\")", "unknown")]
    public void Another_expression_put_for_a_parameter_makes_another_predicate(string put, string verdict) => FlowHarness.Run(
        $$"""
        public class Code
        {
            static Expression<Func<Item, bool>> Of(long id) => o => o.CompanyId == id;
            static Expression<Func<Item, bool>> All(Expression<Func<Item, bool>> a, Expression<Func<Item, bool>> b) =>
                Expression.Lambda<Func<Item, bool>>(Expression.AndAlso(a.Body, Microsoft.EntityFrameworkCore.Query.ReplacingExpressionVisitor.Replace(b.Parameters[0], {{put}}, b.Body)), a.Parameters);
            public int A(AppDb db, long id) => db.Items.Count(All(i => i.Line > 3, Of(id)));
        }
        """).ShouldBe(["A.Count: " + verdict]);
}
