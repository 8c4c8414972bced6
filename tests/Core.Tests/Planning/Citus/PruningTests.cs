namespace ShardSafety.Core.Tests.Planning.Citus;

/// <summary>What conditions leave of a table.</summary>
public class PruningTests
{
    [Theory]
    [InlineData("u.tenant IN (3, 9) AND ((u.tenant = 3 AND o.id = 1) OR (u.tenant = 9 AND o.id = 2))", "Fanout")]
    [InlineData("u.tenant IN (3, 9) AND ((u.tenant = 3 AND o.id = 1) OR (u.id = 4 AND o.id = 2))", "Fanout")]
    [InlineData("u.tenant IN (3, 9) AND ((u.tenant = 3 AND o.id = 1) OR (o.id = 2))", "Fanout")]
    [InlineData("u.tenant IN (1, 2) AND o.tenant IN (2, 3)", "Router")]
    [InlineData("u.tenant IN (1, 2) AND o.tenant IN (1, 2)", "Fanout")]
    public void What_is_said_of_the_key_together(string condition, string verdict) =>
        Planned.Verdict("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE " + condition).ShouldBe(verdict);

    [Theory]
    [InlineData("(u.tenant = 3 AND p.id = 'a') OR (u.tenant = 3.0 AND p.id = 'b')", "One")]
    [InlineData("(u.tenant = 3 AND p.id = 'a') OR (u.id = 4 AND p.id = 'b')", "All")]
    [InlineData("(u.tenant = 3 AND p.id = 'a') OR p.id = 'b'", "All")]
    public void An_or_over_two_tables_may_name_one_shard(string condition, string reach) =>
        Planned.Plan("SELECT * FROM users u, plans p WHERE " + condition).Shards.ToString().ShouldBe(reach);

    [Theory]
    [InlineData("tenant = 5 AND tenant = 5.0", "Router")]
    [InlineData("tenant = 5.0 OR tenant = 5", "Router")]
    [InlineData("tenant = 5 OR tenant = 6.0", "Fanout")]
    [InlineData("tenant = 5 OR (tenant = 5 AND (id = 3 OR id = 4))", "Router")]
    [InlineData("tenant = 5 OR NOT (id = 3 AND name = 'a')", "Fanout")]
    [InlineData("tenant = 5 AND NOT (name && name)", "Router")]
    [InlineData("tenant = 5 OR NOT (name && name)", "Fanout")]
    public void One_value_under_several_names(string condition, string verdict) => Planned.Verdict("SELECT * FROM users WHERE " + condition).ShouldBe(verdict);

    [Fact]
    public void A_uuid_is_one_value_however_it_is_written() =>
        Planned.Verdict("SELECT * FROM devices d JOIN devices e ON d.serial = e.serial WHERE d.id = '{6F9619FF-8B86-D011-B42D-00C04FC964FF}' AND e.id = '6f9619ff-8b86-d011-b42d-00c04fc964ff'").ShouldBe("Router");

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
