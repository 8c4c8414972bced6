namespace ShardSafety.Core.Tests.Planning.Postgres;

/// <summary>Outer joins hold conditions back, until a condition above makes them inner ones.</summary>
public class OuterJoinTests
{
    [Theory]
    [InlineData("SELECT * FROM users u LEFT JOIN orders o ON u.tenant = o.tenant AND o.id = u.id WHERE o.tenant = 1", "Router")]
    public void A_strict_condition_makes_it_inner(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u LEFT JOIN orders o ON u.tenant = o.tenant WHERE u.tenant = 1", "Router")]
    public void The_constant_passes_to_the_inner_side(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT u.id, o.id FROM users u LEFT JOIN orders o ON u.tenant = o.tenant AND o.tenant = 1", "Fanout")]
    public void Not_to_the_outer_side(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u FULL JOIN orders o USING (tenant) WHERE tenant = 1", "Router")]
    public void Through_a_merged_column_of_a_full_join(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT u.* FROM users u LEFT JOIN orders o ON u.tenant = o.tenant WHERE o.tenant IS NULL AND u.tenant = 1", "Router")]
    public void Is_null_above_makes_an_anti_join(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT count(*) FROM orders o LEFT JOIN tenants t ON t.id = o.buyer", "Fanout")]
    [InlineData("SELECT count(t.name) FROM orders o LEFT JOIN tenants t ON t.id = o.buyer", "Unsupported: complex joins are only supported when all distributed tables are co-located and joined on their distribution columns")]
    public void A_join_that_adds_nothing_is_dropped(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT d.serial FROM devices d WHERE EXISTS (SELECT 1 FROM tenants t WHERE t.id = d.tenant)", "Repartition: the query contains a join that requires repartitioning")]
    public void A_semi_join_with_one_row_is_a_plain_join(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u LEFT JOIN (SELECT 5::int8 AS t, tenant FROM orders) o ON u.tenant = o.tenant WHERE u.tenant = o.t", "Fanout")]
    public void A_computed_column_of_the_nullable_side_waits(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT max(o.id) FROM users u LEFT JOIN orders o ON u.tenant = o.tenant AND u.id = o.id WHERE now() > '2020-01-01'", "Unsupported: Distributed queries with outer joins and pseudoconstant quals are not supported in PG15 and PG16. | PG15 and PG16 disallow replacing joins with scans when the query has pseudoconstant quals")]
    public void Before_17_a_guard_hides_outer_joins(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);
}
