namespace ShardSafety.Core.Tests.Planning.Citus;

/// <summary>Why a query cannot run on each shard as a whole.</summary>
public class PushdownTests
{
    [Theory]
    [InlineData("SELECT 1", "Subqueries without a FROM clause are not supported with union operator")]
    [InlineData("SELECT g FROM generate_series(1, u.id) g", "Table functions are not supported with union operator")]
    [InlineData("VALUES (u.id)", "VALUES is not supported within a UNION")]
    [InlineData("SELECT id::int8 FROM plans", "Reference tables are not supported with union operator")]
    [InlineData("SELECT x.id FROM (SELECT id FROM tenants OFFSET 0) x", "Complex subqueries and CTEs are not supported within a UNION")]
    public void What_a_correlated_union_must_not_hold(string arm, string detail) => Planned.Verdict(
        $"SELECT * FROM users u, LATERAL (SELECT o.id FROM orders o WHERE o.tenant = u.tenant UNION {arm}) s").ShouldBe("Unsupported: cannot push down this subquery | " + detail);

    [Theory]
    [InlineData("generate_series(1, 3) v(a)", "a set returning function")]
    [InlineData("(SELECT 1 AS a) v", "a subquery without FROM")]
    [InlineData("(VALUES (1), (2)) v(a)", "VALUES")]
    [InlineData("(SELECT id AS a FROM tenants LIMIT 3) v", "a CTE or subquery")]
    [InlineData("plans v(a)", "a reference table")]
    public void What_a_correlated_subquery_must_not_stand_over(string from, string words) => Planned.Verdict(
        $"SELECT (SELECT max(u.id) FROM users u WHERE u.id::text = v.a::text) FROM {from}").ShouldBe("Unsupported: correlated subqueries are not supported when the FROM clause contains " + words);

    [Theory]
    [InlineData("generate_series(1, 3) v(a)", "a table function (v)")]
    [InlineData("(VALUES (1), (2)) v(a)", "a VALUES clause")]
    [InlineData("(SELECT 1 AS a OFFSET 0) v", "complex subqueries, CTEs or local tables")]
    [InlineData("plans v(a)", "a reference table (v)")]
    public void What_a_lateral_limit_must_not_name(string from, string words) => Planned.Verdict(
        $"SELECT * FROM {from}, LATERAL (SELECT * FROM users u WHERE u.id::text = v.a::text LIMIT 2) s").ShouldEndWith("a lateral subquery references a column from " + words);

    [Theory]
    [InlineData("generate_series(1, 3) v(a)")]
    [InlineData("(SELECT 1 AS a) v")]
    [InlineData("(VALUES (1), (2)) v(a)")]
    [InlineData("plans v(a)")]
    public void Rows_that_come_again_beside_an_outer_join(string from)
    {
        Planned.Verdict($"SELECT * FROM {from} LEFT JOIN users u ON u.id::text = v.a::text").ShouldBe("Recursive");
        Planned.Verdict($"SELECT * FROM {from} FULL JOIN users u ON u.id = 3 AND u.id::text = v.a::text").ShouldBe("Recursive");
        Planned.Verdict($"SELECT * FROM users u LEFT JOIN {from} ON u.id::text = v.a::text").ShouldBe("Fanout");
    }

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
