namespace ShardSafety.Core.Tests.Planning.Citus;

/// <summary>One shard, or no distributed table.</summary>
public class RouterTests
{
    [Theory]
    [InlineData("SELECT * FROM plans", "Router")]
    [InlineData("SELECT * FROM users u JOIN plans p ON p.id = u.name WHERE u.tenant = 1", "Router")]
    public void Reference_tables(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM settings", "Router")]
    [InlineData("SELECT * FROM settings s JOIN plans p ON p.id = s.value", "Router")]
    [InlineData("SELECT * FROM settings s JOIN users u ON u.id = s.id WHERE u.tenant = 1", "Unsupported: complex joins are only supported when all distributed tables are joined on their distribution columns with equal operator")]
    public void Tables_without_a_key(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM locks", "Local")]
    [InlineData("SELECT * FROM locks l JOIN users u ON u.tenant = l.tenant WHERE u.tenant = 1", "Recursive")]
    [InlineData("SELECT * FROM locks l JOIN plans p ON p.id = l.name", "Router")]
    public void Local_tables(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN pages p ON p.slug = u.name WHERE u.tenant = 1 AND p.slug = 'x'", "Unsupported: complex joins are only supported when all distributed tables are joined on their distribution columns with equal operator")]
    public void Groups_never_share_a_shard(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("WITH RECURSIVE r AS (SELECT tenant, id FROM users WHERE tenant = 1 AND id = 1 UNION ALL SELECT u.tenant, u.id FROM users u JOIN r ON u.boss = r.id AND u.tenant = 1) SELECT * FROM r", "Router")]
    [InlineData("WITH RECURSIVE r AS (SELECT tenant, id FROM users WHERE id = 1 UNION ALL SELECT u.tenant, u.id FROM users u JOIN r ON u.boss = r.id) SELECT * FROM r", "Unsupported: recursive CTEs are only supported when they contain a filter on the distribution column")]
    public void Recursive_with(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);
}
