namespace ShardSafety.Core.Tests.Planning.Postgres;

/// <summary>Equalities chain, within an operator family.</summary>
public class EquivalenceTests
{
    [Theory]
    [InlineData("SELECT * FROM tenants t, users u, orders o WHERE t.id = u.tenant AND u.tenant = o.tenant AND o.tenant = 9", "Router")]
    public void A_value_passes_along_a_chain(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN notes n ON n.tenant = u.tenant WHERE u.tenant = 9", "Unsupported: complex joins are only supported when all distributed tables are joined on their distribution columns with equal operator")]
    public void Between_integer_types(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON o.tenant = u.tenant::numeric WHERE u.tenant = 9", "Unsupported: complex joins are only supported when all distributed tables are joined on their distribution columns with equal operator")]
    public void Not_through_numeric(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON o.tenant = u.boss AND u.boss = u.tenant WHERE u.tenant = 4", "Router")]
    public void Two_columns_of_one_source(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM (SELECT tenant, count(*) c FROM users GROUP BY tenant) s JOIN orders o ON o.tenant = s.tenant WHERE o.tenant = 5", "Router")]
    [InlineData("SELECT * FROM (SELECT tenant, count(*) c FROM users GROUP BY tenant HAVING tenant > 2) s JOIN orders o ON o.tenant = s.tenant WHERE o.tenant = 5", "Router")]
    public void Through_grouping_by_the_key(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM (SELECT tenant, row_number() OVER (ORDER BY id) r FROM users) s WHERE s.tenant = 5", "Recursive")]
    [InlineData("SELECT * FROM (SELECT tenant, row_number() OVER (PARTITION BY tenant ORDER BY id) r FROM users) s WHERE s.tenant = 5", "Router")]
    public void Not_into_a_window_that_mixes_keys(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE (u.tenant = 1 AND o.id = 2) OR (u.tenant = 1 AND o.amount = 3) OR (u.tenant = 1 AND u.id = 1)", "Router")]
    public void An_or_over_two_tables_says_something_of_each(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users WHERE tenant IS NULL AND id > 1", "Fanout")]
    public void A_column_that_cannot_be_null_from_17_on(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);
}
