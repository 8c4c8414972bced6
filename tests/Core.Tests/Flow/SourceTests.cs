namespace ShardSafety.Core.Tests.Flow;

/// <summary>Where contexts and queries come from when nobody writes <c>db.Orders</c>.</summary>
public sealed class SourceTests
{
    [Theory]
    [InlineData("db.Find(typeof(Order), 1L, 2L);", "router")]
    [InlineData("db.Find(type, 1L, 2L);", "unknown")]
    [InlineData("await db.FindAsync(typeof(Plan), 3);", "router")]
    [InlineData("await db.FindAsync(type, 3);", "unknown")]
    [InlineData("await db.FindAsync<Order>(1L, 2L);", "router")]
    [InlineData("await db.Entry(order).ReloadAsync();", "router")]
    [InlineData("db.Entry(order).Reload();", "router")]
    [InlineData("await db.Entry(order).GetDatabaseValuesAsync();", "router")]
    [InlineData("db.Entry(order).GetDatabaseValues();", "router")]
    [InlineData("((AppDb)services.GetService(typeof(AppDb))!).Orders.Count();", "fanout")]
    [InlineData("(services.GetService(typeof(AppDb)) as AppDb)!.Orders.Count(o => o.CompanyId == order.CompanyId);", "router")]
    [InlineData("make().Orders.Count();", "fanout")]
    [InlineData("(await makeAsync()).Orders.Count(o => o.CompanyId == 5);", "router")]
    [InlineData("dynamic open = db; open.Orders.Count();", "unknown")]
    [InlineData("dynamic any = type; AppDb open = any.Context; open.Orders.Count();", "fanout")]
    [InlineData("dynamic text = \"\"; text.Trim();")]
    public void Every_query_has_an_entry(string statement, params string[] verdicts) => FlowHarness.Find(
        $$"""
        public class Code(AppDb db, IServiceProvider services, Func<AppDb> make, Func<Task<AppDb>> makeAsync)
        {
            public async Task Run(Order order, Type type) { {{statement}} await Task.Yield(); }
            public object All => (db, services, make, makeAsync);
        }
        """).Select(f => f.Plan.Verdict.ToString().ToLowerInvariant()).ShouldBe(verdicts);

    private const string Steps =
        """
        public interface IStep { IQueryable<Order> On(IQueryable<Order> rows); }
        public class Paid : IStep { public IQueryable<Order> On(IQueryable<Order> rows) => rows.Where(o => o.Paid); }
        public class Own(long id) : IStep { public IQueryable<Order> On(IQueryable<Order> rows) => rows.Where(o => o.CompanyId == id); }
        public class Pipeline(AppDb db, IEnumerable<IStep> steps)
        {
            public int Any() { IQueryable<Order> rows = db.Orders; foreach (var step in steps) rows = step.On(rows); return rows.Count(); }
            public int Of(long id) => steps.Aggregate(db.Orders.Where(o => o.CompanyId == id), (rows, step) => step.On(rows)).Count();
        }

        """;

    [Fact]
    public void All_services_of_a_kind_are_those_in_view() => FlowHarness.Run(Steps).ShouldBe(["Any.Count: fanout", "Of.Count: router"]);

    [Fact]
    public void What_else_is_made_in_view_changes_nothing() =>
        FlowHarness.Run(Steps + "public class Code { public static readonly Plan Free = new(); }").ShouldBe(["Any.Count: fanout", "Of.Count: router"]);

    [Fact]
    public void A_class_outside_all_namespaces_is_made_in_view() =>
        FlowHarness.Run(Steps + "public class Code { public int Run(AppDb db) => new global::Pipeline(db, [new Own(5)]).Any(); }").ShouldBe(["Run.Any: router"]);

    [Fact]
    public void Another_class_of_that_name_is_not_the_one() => FlowHarness.Run(
        Steps + "namespace Water { public class Pipeline { } public class Works { public Pipeline Lay() => new Pipeline(); public Pipeline Next() => new(); } }")
        .ShouldBe(["Any.Count: fanout", "Of.Count: router"]);

    /// <remarks>Then it is known at each place which they are.</remarks>
    [Theory]
    [InlineData("public int Run(AppDb db) => new Pipeline(db, [new Own(5)]).Any();", "router")]
    [InlineData("public int Run(AppDb db) => new Shop.Steps.Pipeline(db, [new Paid()]).Any();", "fanout")]
    [InlineData("private static Pipeline Make(AppDb db) => new(db, [new Paid(), new Own(5)]); public int Run(AppDb db) => Make(db).Any();", "router")]
    public void What_is_made_in_view_is_not_given_services(string members, string verdict) => FlowHarness.Run(
        "namespace Shop.Steps;\n" + Steps + $$"""public class Code { {{members}} }""").ShouldBe(["Run.Any: " + verdict]);
}
