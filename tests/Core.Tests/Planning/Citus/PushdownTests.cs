namespace ShardSafety.Core.Tests.Planning.Citus;

/// <summary>Why a query cannot run on each shard as a whole.</summary>
public class PushdownTests
{
    [Theory]
    [InlineData("SELECT u.id, (SELECT count(*) FROM orders o WHERE o.tenant = u.tenant) FROM users u", "Fanout")]
    [InlineData("SELECT * FROM users u LEFT JOIN orders o ON u.tenant = o.tenant AND u.id = o.buyer", "Fanout")]
    public void Keys_that_are_joined(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT u.id, (SELECT count(*) FROM orders o WHERE o.buyer = u.id) FROM users u", "Unsupported: complex joins are only supported when all distributed tables are co-located and joined on their distribution columns")]
    [InlineData("SELECT u.id, o.id FROM users u LEFT JOIN orders o ON u.id = o.buyer", "Unsupported: complex joins are only supported when all distributed tables are co-located and joined on their distribution columns")]
    public void Keys_that_are_not(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT p.id, (SELECT count(*) FROM users u WHERE u.name = p.id) FROM plans p", "Unsupported: correlated subqueries are not supported when the FROM clause contains a reference table")]
    [InlineData("SELECT v.x, (SELECT count(*) FROM users u WHERE u.id = v.x) FROM (VALUES (1), (2)) v(x)", "Unsupported: correlated subqueries are not supported when the FROM clause contains VALUES")]
    [InlineData("WITH w AS MATERIALIZED (SELECT name FROM users) SELECT w.name, (SELECT count(*) FROM orders o WHERE o.buyer::text = w.name) FROM w", "Unsupported: correlated subqueries are not supported when the FROM clause contains a CTE or subquery")]
    public void From_that_recurs(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM plans p CROSS JOIN LATERAL (SELECT * FROM users u WHERE u.name = p.id LIMIT 3) s", "Unsupported: cannot push down this subquery | Limit clause is currently unsupported when a lateral subquery references a column from a reference table (p)")]
    [InlineData("SELECT * FROM plans p LEFT JOIN LATERAL (SELECT u.id, count(*) FROM users u WHERE u.name = p.id GROUP BY u.id) s ON true", "Unsupported: cannot perform a lateral outer join when a distributed subquery references a reference table")]
    public void Lateral_joins(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT u.id, p.title FROM users u LEFT JOIN pages p ON p.slug = u.name", "Unsupported: complex joins are only supported when all distributed tables are co-located and joined on their distribution columns")]
    [InlineData("SELECT d.id FROM devices d WHERE EXISTS (SELECT 1 FROM pages p WHERE p.slug = d.serial)", "Unsupported: complex joins are only supported when all distributed tables are joined on their distribution columns with equal operator")]
    public void Groups_that_differ(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users FOR UPDATE", "Unsupported: could not run distributed query with FOR UPDATE/SHARE commands")]
    [InlineData("SELECT tenant, count(*) FROM users GROUP BY ROLLUP (tenant)", "Unsupported: could not run distributed query with GROUPING SETS, CUBE, or ROLLUP")]
    [InlineData("SELECT * FROM users LIMIT (SELECT count(*) FROM plans)", "Unsupported: subquery in LIMIT is not supported in multi-shard queries")]
    public void Shapes_of_the_whole_query(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT count(*), (SELECT max(name) FROM plans) FROM users", "Unsupported: cannot push down subquery on the target list | Subqueries in the SELECT part of the query can only be pushed down if they happen before aggregates and window functions")]
    [InlineData("SELECT max((SELECT count(*) FROM orders o WHERE o.tenant = u.tenant)) FROM users u", "Fanout")]
    public void Subqueries_in_the_select_list_after_aggregates(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM (SELECT tenant k, count(*) FROM users WHERE tenant = 1 GROUP BY tenant) s LEFT JOIN orders o ON s.k = o.tenant", "Router")]
    public void An_inner_side_follows_the_outer_side(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);
}
