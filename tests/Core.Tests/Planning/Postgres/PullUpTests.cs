namespace ShardSafety.Core.Tests.Planning.Postgres;

/// <summary>Subqueries that are merged share conditions with the query around them.</summary>
public class PullUpTests
{
    [Theory]
    [InlineData("SELECT * FROM users u WHERE u.tenant = 1 AND EXISTS (SELECT 1 FROM orders o WHERE o.tenant = u.tenant)", "Router")]
    [InlineData("SELECT * FROM users u WHERE u.tenant = 1 AND u.tenant IN (SELECT o.tenant FROM orders o)", "Router")]
    [InlineData("SELECT * FROM users u WHERE u.tenant = 1 AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.tenant = u.tenant)", "Router")]
    public void Exists_and_in_become_joins(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u WHERE u.tenant = 1 AND (u.active OR EXISTS (SELECT 1 FROM orders o WHERE o.tenant = u.tenant))", "Fanout")]
    public void Under_or_they_stay(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u WHERE u.tenant = 1 AND u.id = (SELECT o.buyer FROM orders o WHERE o.tenant = u.tenant LIMIT 1)", "Fanout")]
    [InlineData("SELECT * FROM users u WHERE u.tenant = 1 AND EXISTS (SELECT count(*) FROM orders o WHERE o.tenant = u.tenant)", "Fanout")]
    public void With_a_limit_or_an_aggregate_they_stay(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM (SELECT tenant AS t, id FROM users) s JOIN orders o ON o.tenant = s.t WHERE s.t = 4", "Router")]
    public void A_simple_subquery_in_from_merges(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM (SELECT tenant AS t FROM users ORDER BY 1 LIMIT 3) s JOIN orders o ON o.tenant = s.t WHERE s.t = 4", "Recursive")]
    public void A_limited_one_does_not(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u, LATERAL (SELECT * FROM orders o WHERE o.tenant = u.tenant) s WHERE u.tenant = 2", "Router")]
    public void A_lateral_one_does(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM (SELECT tenant FROM users UNION ALL SELECT tenant FROM orders) s WHERE s.tenant = 2", "Router")]
    public void Union_all_takes_conditions_into_its_arms(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM (SELECT tenant FROM users UNION SELECT tenant FROM orders) s WHERE s.tenant = 2", "Router")]
    public void So_does_union(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u WHERE u.tenant = 1 AND u.id IN (SELECT o.buyer FROM orders o WHERE o.tenant = u.tenant)", "Fanout")]
    public void A_correlated_in_merges_from_17_on(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN (SELECT * FROM (VALUES (5::int8)) v(t)) s ON s.t = u.tenant", "Router")]
    public void A_single_row_of_values_is_constants(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);
}
