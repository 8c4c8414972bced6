using System.Text;
using ShardSafety.Core.Planning;

namespace ShardSafety.Core.Tests.Planning;

/// <summary>Large and deep statements.</summary>
public class RobustnessTests
{
    [Theory]
    [InlineData("AND id + 1 > ", 1000)]
    [InlineData("OR tenant = ", 1000)]
    [InlineData("AND id <> ", 2000)]
    public void Long_conditions_are_read(string term, int count)
    {
        var sql = new StringBuilder("SELECT * FROM users WHERE tenant = 1 ");
        for (var i = 0; i < count; i++)
        {
            sql.Append(term).Append(i).Append(' ');
        }

        Planned.Plan(sql.ToString()).Verdict.ShouldBe(term.StartsWith("OR") ? Verdict.Fanout : Verdict.Router);
    }

    [Theory]
    [InlineData("SELECT * FROM users WHERE tenant = @a AND tenant = ANY (@list)", "Router")]
    [InlineData("SELECT * FROM users u, orders o WHERE u.tenant = @a AND u.tenant = @b AND o.id = u.id", "Repartition: the query contains a join that requires repartitioning")]
    [InlineData("SELECT * FROM users u, orders o WHERE u.tenant = @a AND o.tenant = @a", "Router")]
    [InlineData("SELECT * FROM users u, orders o WHERE u.tenant = @a AND o.tenant = @b AND u.id = o.id", "Repartition: the query contains a join that requires repartitioning")]
    public void Values_that_are_not_known(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Fact]
    public void Deep_nesting_is_unknown_or_judged_but_never_fatal()
    {
        var sql = "SELECT * FROM users WHERE tenant = 1";
        for (var i = 0; i < 300; i++)
        {
            sql = $"SELECT * FROM ({sql}) s{i}";
        }

        Planned.Plan(sql).Verdict.ShouldBe(Verdict.Unknown);
        Planned.Plan("SELECT * FROM users WHERE tenant = 1" + string.Concat(Enumerable.Repeat(" + (1", 1000)) + new string(')', 1000)).ShouldNotBeNull();
    }
}
