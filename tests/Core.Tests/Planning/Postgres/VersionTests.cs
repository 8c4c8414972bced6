namespace ShardSafety.Core.Tests.Planning.Postgres;

/// <summary>Where PostgreSQL's versions part.</summary>
public class VersionTests
{
    [Theory]
    [InlineData(15, "Fanout")]
    [InlineData(16, "Fanout")]
    [InlineData(17, "Router")]
    [InlineData(18, "Router")]
    public void A_correlated_in_becomes_a_join_from_17_on(int version, string verdict) =>
        Planned.Verdict("SELECT * FROM users u WHERE u.tenant = 1 AND u.id IN (SELECT o.buyer FROM orders o WHERE o.tenant = u.tenant)", version).ShouldBe(verdict);

    [Theory]
    [InlineData(15, "Fanout")]
    [InlineData(17, "Router")]
    public void Null_is_never_found_in_a_column_without_it_from_17_on(int version, string verdict) =>
        Planned.Verdict("SELECT * FROM users WHERE tenant IS NULL AND id > 1", version).ShouldBe(verdict);

    [Theory]
    [InlineData(15, "Fanout")]
    [InlineData(16, "Unsupported: complex joins are only supported when all distributed tables are co-located and joined on their distribution columns")]
    public void A_redundant_outer_condition_is_lost_from_16_on(int version, string verdict) =>
        Planned.Verdict(
            "SELECT o.id, (SELECT count(*) FROM orders x WHERE x.tenant = u.tenant AND x.id > 1) FROM users u LEFT JOIN orders o ON u.tenant = o.tenant WHERE u.tenant = 1",
            version).ShouldBe(verdict);
}
