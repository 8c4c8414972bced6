namespace ShardSafety.Core.Tests.Planning.Citus;

/// <summary>Parts that are planned on their own.</summary>
public class RecursivePlanningTests
{
    [Theory]
    [InlineData("WITH RECURSIVE w AS (SELECT tenant, id FROM users WHERE tenant = 1 UNION ALL SELECT u.tenant, u.id FROM users u JOIN w ON u.id = w.id WHERE u.tenant = 1) SELECT * FROM w", "Router")]
    [InlineData("WITH RECURSIVE w AS (SELECT tenant, id FROM users WHERE tenant = 1 UNION ALL SELECT u.tenant, u.id FROM users u JOIN w ON u.id = w.id WHERE u.tenant = 1) CYCLE id SET again USING path SELECT * FROM w", "Router")]
    [InlineData("WITH RECURSIVE w AS (SELECT tenant, id FROM users WHERE tenant = 1 UNION ALL SELECT u.tenant, u.id FROM users u JOIN w ON u.id = w.id WHERE u.tenant = 1) SEARCH DEPTH FIRST BY id SET step SELECT * FROM w", "Unsupported")]
    [InlineData("WITH RECURSIVE w AS MATERIALIZED (SELECT DISTINCT name FROM users) SELECT count(*) FROM w", "Unsupported")]
    [InlineData("WITH RECURSIVE w AS MATERIALIZED (SELECT DISTINCT name FROM users WHERE tenant = 1) SELECT count(*) FROM w", "Router")]
    public void With_recursive_needs_one_shard_and_no_search(string sql, string verdict) => Planned.Plan(sql).Verdict.ToString().ShouldBe(verdict);

    [Theory]
    [InlineData("WITH w AS (SELECT * FROM users) SELECT * FROM w", "Fanout")]
    [InlineData("WITH w AS MATERIALIZED (SELECT * FROM users) SELECT * FROM w", "Recursive")]
    [InlineData("WITH w AS (SELECT * FROM users) SELECT * FROM w a JOIN w b ON a.tenant = b.tenant", "Recursive")]
    [InlineData("WITH w AS (SELECT *, random() FROM users) SELECT * FROM w", "Recursive")]
    public void With_items(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM (SELECT * FROM users LIMIT 5) s", "Recursive")]
    [InlineData("SELECT * FROM (SELECT DISTINCT name FROM users) s", "Recursive")]
    [InlineData("SELECT * FROM (SELECT DISTINCT tenant FROM users) s", "Fanout")]
    [InlineData("SELECT * FROM (SELECT count(*) FROM users) s", "Recursive")]
    [InlineData("SELECT * FROM (SELECT tenant, count(*) FROM users GROUP BY tenant) s", "Fanout")]
    [InlineData("SELECT * FROM (SELECT row_number() OVER (PARTITION BY tenant) FROM users) s", "Fanout")]
    [InlineData("SELECT * FROM (SELECT row_number() OVER () FROM users) s", "Recursive")]
    public void Limits_distinct_and_aggregates_inside(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT tenant FROM users UNION SELECT tenant FROM orders", "Recursive")]
    [InlineData("SELECT * FROM (SELECT tenant FROM users UNION SELECT tenant FROM orders) s", "Fanout")]
    [InlineData("SELECT * FROM (SELECT tenant FROM users UNION SELECT buyer FROM orders) s", "Recursive")]
    [InlineData("SELECT * FROM (SELECT tenant FROM users EXCEPT SELECT tenant FROM orders) s", "Recursive")]
    [InlineData("SELECT * FROM (SELECT name FROM users UNION SELECT id FROM plans) s", "Recursive")]
    public void Set_operations(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT tenant, count(*) FROM users GROUP BY tenant HAVING count(*) > (SELECT avg(amount) FROM orders)", "Recursive")]
    [InlineData("SELECT tenant, count(*) FROM users u GROUP BY tenant HAVING count(*) > (SELECT avg(amount) FROM orders o WHERE o.tenant = u.tenant)", "Unsupported: Subqueries in HAVING cannot refer to outer query")]
    public void Having(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN (SELECT buyer, max(tenant) t FROM orders GROUP BY buyer, tenant) s ON s.buyer = u.id", "Recursive")]
    [InlineData("SELECT * FROM users u WHERE u.id IN (SELECT buyer FROM orders)", "Recursive")]
    public void Subqueries_off_the_key(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT p.id, u.id FROM plans p LEFT JOIN users u ON u.name = p.id", "Recursive")]
    [InlineData("SELECT p.id, o.id FROM plans p LEFT JOIN orders o ON o.tenant = p.price", "Fanout")]
    [InlineData("SELECT p.id, u.slug FROM plans p LEFT JOIN pages u ON u.slug = p.id", "Fanout")]
    [InlineData("SELECT p.id, u.id FROM plans p FULL JOIN users u ON u.name = p.id", "Recursive")]
    public void Outer_joins_from_rows_that_every_shard_has(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM locks l JOIN users u ON u.tenant = l.tenant", "Recursive")]
    [InlineData("SELECT * FROM locks l JOIN users u ON u.id = l.tenant WHERE u.tenant = 1 AND u.id = 2", "Recursive")]
    public void Local_tables_beside_several_shards(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM plans p WHERE p.price > (SELECT avg(amount) FROM orders)", "Recursive")]
    public void Sublinks_over_recurring_rows(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN generate_series(1, 3) g ON g = u.tenant", "Fanout")]
    [InlineData("SELECT * FROM users u JOIN (SELECT random()::int8 AS r) g ON g.r = u.tenant", "Recursive")]
    public void Functions_beside_tables(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN (VALUES (1::int8), (2)) v(t) ON v.t = u.tenant", "Fanout")]
    public void Values(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);
}
