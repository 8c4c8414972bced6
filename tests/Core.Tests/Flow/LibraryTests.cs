using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.Flow;

/// <summary>Calls of libraries that queries, rows and keys go through.</summary>
public sealed class LibraryTests
{
    private const string Mine = "db.Orders.Where(o => o.CompanyId == companyId)";

    [Theory]
    [InlineData("var q = await Task.FromResult(" + Mine + ").ConfigureAwait(false); await q.CountAsync();", "router")]
    [InlineData("var q = Task.FromResult(" + Mine + ").GetAwaiter().GetResult(); await q.CountAsync();", "router")]
    [InlineData("var q = await Task.FromResult(" + Mine + ").WaitAsync(default(CancellationToken)); await q.CountAsync();", "router")]
    [InlineData("var q = await ValueTask.FromResult(" + Mine + "); await q.CountAsync();", "router")]
    [InlineData("var q = await new ValueTask<IQueryable<Order>>(" + Mine + ").AsTask(); await q.CountAsync();", "router")]
    [InlineData("var q = await new ValueTask<IQueryable<Order>>(" + Mine + ").Preserve(); await q.CountAsync();", "router")]
    [InlineData("var q = await Task.FromResult(Task.FromResult(" + Mine + ")).Unwrap(); await q.CountAsync();", "router")]
    [InlineData("var q = Task.FromResult(" + Mine + ").Result; await q.CountAsync();", "router")]
    [InlineData("var all = await Task.WhenAll(Task.FromResult(" + Mine + "), Task.FromResult(" + Mine + ")); await all[1].CountAsync();", "router")]
    [InlineData("var all = await Task.WhenAll(Task.FromResult(" + Mine + "), Task.FromResult((IQueryable<Order>)db.Orders)); foreach (var q in all) await q.CountAsync();", "fanout")]
    [InlineData("var q = await await Task.WhenAny(Task.FromResult(" + Mine + "), Task.FromResult(" + Mine + ")); await q.CountAsync();", "router")]
    [InlineData("var q = await await Task.WhenAny(Task.FromResult(" + Mine + "), Task.FromResult((IQueryable<Order>)db.Orders)); await q.CountAsync();", "fanout")]
    [InlineData("IEnumerable<Order> rows = db.Orders; await rows.AsQueryable().Where(o => o.CompanyId == companyId).CountAsync();", "router")]
    [InlineData("await db.Orders.AsQueryable().Where(o => o.CompanyId == companyId).CountAsync();", "router")]
    public void A_query_comes_through_tasks_and_conversions(string statements, params string[] verdicts) => FlowHarness.Statements(statements).ShouldBe(verdicts);

    /// <remarks>What LINQ to Objects defers runs where its rows are taken, if anyone takes them.</remarks>
    [Theory]
    [InlineData("var rows = db.Orders.AsEnumerable().Where(o => o.Paid);")]
    [InlineData("var rows = db.Orders.AsEnumerable().OrderBy(o => o.Id);")]
    [InlineData("var rows = db.Orders.AsEnumerable().OrderBy(o => o.Id).ThenBy(o => o.Amount);")]
    [InlineData("var rows = db.Orders.AsAsyncEnumerable().Where(o => o.Paid);")]
    [InlineData("var rows = db.Orders.AsAsyncEnumerable().OrderBy(o => o.Id);")]
    [InlineData("IEnumerable<Order> all = db.Orders; var rows = all.Where(o => o.Paid);")]
    [InlineData("IEnumerable<Order> all = flag ? db.Orders : []; var rows = all.Where(o => o.Paid);")]
    [InlineData("IEnumerable<Order>? all = flag ? db.Orders : null; var rows = all!.Where(o => o.Paid);")]
    public void Rows_that_nobody_takes_are_not_fetched(string statements)
    {
        FlowHarness.Statements(statements).ShouldBeEmpty();
        var loop = statements.Contains("Async", StringComparison.Ordinal) ? "await foreach" : "foreach";
        FlowHarness.Statements(statements + loop + " (var o in rows) _ = o;").ShouldBe(["fanout"]);
    }

    [Theory]
    [InlineData("var ids = await db.Plans.Select(p => (long)p.Id).ToListAsync(); await db.Orders.Where(o => o.CompanyId == companyId && ids.Contains(o.Id)).CountAsync();", "router", "router")]
    [InlineData("long[] ids = [otherId, 5]; await db.Orders.Where(o => o.CompanyId == companyId && ids.Contains(o.Id)).CountAsync();", "router")]
    [InlineData("long[] ids = [companyId]; await db.Orders.Where(o => ids.Contains(o.CompanyId)).CountAsync();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; List<Expression<Func<Order, bool>>> filters = [o => o.CompanyId == companyId, o => o.Paid]; q = filters.Aggregate(q, (a, f) => a.Where(f)); await q.CountAsync();", "router")]
    [InlineData("await db.Orders.Where(o => o.CompanyId == companyId).Include(\"Items,\".TrimEnd(',')).ToListAsync();", "router")]
    [InlineData("await db.Orders.Where(o => o.CompanyId == companyId).Include(\".Items\".TrimStart('.')).ToListAsync();", "router")]
    [InlineData("await db.Orders.Where(o => o.CompanyId == companyId).Include(\"Items/Order\".Replace('/', '.')).ToListAsync();", "router")]
    [InlineData("await db.Orders.Where(o => o.CompanyId == companyId).Include(\"Items/Order\".Replace(\"/\", \".\")).ToListAsync();", "router")]
    [InlineData("await db.Orders.Where(o => o.CompanyId == companyId).Include(string.Concat(nameof(Order.Items), \".\", nameof(Item.Order))).ToListAsync();", "router")]
    [InlineData("string? include = null; var q = " + Mine + "; if (!string.IsNullOrEmpty(include)) foreach (var n in include.Split(',')) q = q.Include(n); await q.CountAsync();", "router")]
    [InlineData("var start = \"Shop\".Substring(0, 1); if (start is null) return; await db.Orders.CountAsync();", "fanout")]
    public void Values_come_through_lists_and_texts(string statements, params string[] verdicts) => FlowHarness.Statements(statements).ShouldBe(verdicts);

    [Fact]
    public void A_list_of_filters_of_the_caller_is_judged_at_the_call() => FlowHarness.Run(
        """
        public class Code
        {
            static Task<int> Count(AppDb db, List<Expression<Func<Order, bool>>> filters) => filters.Aggregate((IQueryable<Order>)db.Orders, (q, f) => q.Where(f)).CountAsync();
            public Task Good(AppDb db, long id) => Count(db, [o => o.CompanyId == id, o => o.Paid]);
            public Task Bad(AppDb db) => Count(db, [o => o.Paid]);
        }
        """).ShouldBe(["Good.Count: router", "Bad.Count: fanout"]);

    [Fact]
    public void What_another_assembly_sends_is_unknown_and_runs_once()
    {
        var library = Compile.Library("Reports", References.All, "using System.Collections.Generic; using System.Linq; public static class Reports { public static List<T> Export<T>(this IQueryable<T> rows) => rows.ToList(); }");
        FlowHarness.Find(
            """
            public class Code
            {
                public void Run(AppDb db, long id) { var rows = db.Orders.Where(o => o.CompanyId == id).Export(); foreach (var row in rows) _ = row; }
            }
            """,
            library.ToMetadataReference()).Select(FlowHarness.Line).ShouldBe(["Run.Export: unknown"]);
    }
}
