namespace ShardSafety.Core.Tests.Planning.Citus;

/// <summary>Joins when nothing is pushed down.</summary>
public class JoinOrderTests
{
    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant", "Fanout")]
    public void On_the_key(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.id = o.buyer", "Repartition: the query contains a join that requires repartitioning")]
    [InlineData("SELECT * FROM users u JOIN devices d ON d.tenant = u.tenant", "Repartition: the query contains a join that requires repartitioning")]
    public void Off_the_key(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u, orders o", "Unsupported: cannot perform distributed planning on this query | Cartesian products are currently unsupported")]
    [InlineData("SELECT * FROM users u, plans p", "Fanout")]
    [InlineData("SELECT * FROM plans p, users u", "Fanout")]
    public void Without_a_condition(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.id > o.buyer", "Unsupported: complex joins are only supported when all distributed tables are joined on their distribution columns with equal operator")]
    [InlineData("SELECT * FROM users u JOIN notes n ON n.tenant = u.id", "Unsupported: complex joins are only supported when all distributed tables are joined on their distribution columns with equal operator")]
    public void Without_equality(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN plans p ON p.id = u.name JOIN orders o ON o.tenant = u.tenant", "Fanout")]
    public void Of_reference_tables(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);
}
