namespace ShardSafety.Core.Tests.Planning.Citus;

/// <summary>What conditions leave of a table.</summary>
public class PruningTests
{
    [Theory]
    [InlineData("SELECT * FROM users WHERE tenant = 1", "Router")]
    [InlineData("SELECT * FROM users WHERE 1 = tenant", "Router")]
    [InlineData("SELECT * FROM users WHERE tenant = 1.0 AND id > 2", "Router")]
    [InlineData("SELECT * FROM pages WHERE slug = 'x'", "Router")]
    public void One_value(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users WHERE tenant IN (1, 2)", "Fanout")]
    [InlineData("SELECT * FROM users WHERE tenant = ANY ('{1,2}')", "Fanout")]
    [InlineData("SELECT * FROM users WHERE tenant = 1 OR tenant = 2", "Fanout")]
    [InlineData("SELECT * FROM users WHERE tenant = ANY ('{1}')", "Router")]
    public void Several_values(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users WHERE tenant > 1", "Fanout")]
    [InlineData("SELECT * FROM users WHERE tenant + 0 = 1", "Fanout")]
    [InlineData("SELECT * FROM users WHERE tenant <> 1", "Fanout")]
    [InlineData("SELECT * FROM users WHERE tenant = 1 OR id = 2", "Fanout")]
    [InlineData("SELECT * FROM users WHERE tenant::text = '1'", "Fanout")]
    [InlineData("SELECT * FROM users", "Fanout")]
    public void No_value(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users WHERE false", "Router")]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE u.tenant = NULL", "Router")]
    public void Never_true(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u, orders o WHERE u.tenant = 1 AND o.tenant = 1", "Router")]
    [InlineData("SELECT * FROM users u, orders o WHERE u.tenant = 1 AND o.tenant = 2", "Unsupported: cannot perform distributed planning on this query | Cartesian products are currently unsupported")]
    public void Values_that_agree(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);
}
