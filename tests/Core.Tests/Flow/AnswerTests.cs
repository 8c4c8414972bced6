using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.Flow;

/// <summary>A query that is an answer runs when it is written: returned by an action or a route, given to a serializer.</summary>
public sealed class AnswerTests
{
    private const string Web =
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : System.Attribute { }
            public class NonActionAttribute : System.Attribute { }
            public interface IActionResult { }
            public class OkObjectResult : IActionResult { }
            public class ActionResult<T> { public static implicit operator ActionResult<T>(T value) => new(); }
            public abstract class ControllerBase { public OkObjectResult Ok(object? value) => new(); }
        }
        namespace Microsoft.AspNetCore.OData.Query { public class EnableQueryAttribute : System.Attribute { } }
        namespace Microsoft.AspNetCore.Builder
        {
            public class WebApplication { }
            public static class Routes { public static void MapGet(this WebApplication app, string pattern, System.Delegate handler) { } }
        }
        namespace Newtonsoft.Json { public static class JsonConvert { public static string SerializeObject(object? value) => ""; } }
        """;

    private static string[] Run(string code) =>
        [.. FlowHarness.Find("using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.OData.Query;\n" + code, Compile.Library("Web", References.All, Web).ToMetadataReference())
            .Select(f => f.Plan.Verdict.ToString().ToLowerInvariant())];

    [Theory]
    [InlineData("public IEnumerable<Order> Get() => db.Orders;", "fanout")]
    [InlineData("public IQueryable<Order> Get(long id) => db.Orders.Where(o => o.CompanyId == id);", "router")]
    [InlineData("public ActionResult<IQueryable<Order>> Get() { if (db is null) return null!; return new ActionResult<IQueryable<Order>>(); }")]
    [InlineData("public IAsyncEnumerable<Order> Get() => db.Orders.AsAsyncEnumerable();", "fanout")]
    [InlineData("public IActionResult Get() => Ok(db.Orders.Where(o => o.Paid));", "fanout")]
    [InlineData("public IActionResult Get(long id) => Ok(new { Rows = db.Orders.Where(o => o.CompanyId == id), More = new { All = db.Items } });", "fanout")]
    [InlineData("[EnableQuery] public IQueryable<Order> Get(long id) => db.Orders.Where(o => o.CompanyId == id);", "unknown")]
    [InlineData("[NonAction] public IQueryable<Order> Get() => db.Orders;")]
    [InlineData("private IQueryable<Order> All() => db.Orders; public IQueryable<Order> Get(long id) => All().Where(o => o.CompanyId == id);", "router")]
    public void An_action_answers_with_what_it_returns(string members, params string[] verdicts) =>
        Run("public class OrdersController(AppDb db) : ControllerBase { " + members + " }").ShouldBe(verdicts);

    [Fact]
    public void Only_a_controller_has_actions() => Run(
        "public class Plain(AppDb db) { public IQueryable<Order> Get() => db.Orders; } [ApiController] public class Marked(AppDb db) { public IQueryable<Order> Get() => db.Orders; }").ShouldBe(["fanout"]);

    [Theory]
    [InlineData("app.MapGet(\"/orders\", (AppDb db) => db.Orders);", "fanout")]
    [InlineData("app.MapGet(\"/orders/{id}\", (AppDb db, long id) => db.Orders.Where(o => o.CompanyId == id));", "router")]
    [InlineData("app.MapGet(\"/orders\", async (AppDb db) => await db.Orders.ToListAsync());", "fanout")]
    public void A_route_answers_with_what_its_handler_returns(string statement, string verdict) =>
        Run("public static class Code { public static void Run(WebApplication app) { " + statement + " } }").ShouldBe([verdict]);

    [Theory]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(db.Orders);", "fanout")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new { Rows = db.Orders.Where(o => o.CompanyId == id) });", "router")]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject(db.Orders.Where(o => o.CompanyId == id));", "router")]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject(db.Orders.ToList());", "fanout")]
    public void A_serializer_writes_all_rows(string statement, string verdict) =>
        Run("public class Code(AppDb db) { public void Run(long id) { " + statement + " } }").ShouldBe([verdict]);
}
