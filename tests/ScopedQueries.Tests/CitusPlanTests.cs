using ShardSafety.PostgreSql.Testing;
using ShardSafety.ScopedQueries.Tests.Running;

namespace ShardSafety.ScopedQueries.Tests;

/// <summary>Every scoped query is a router query, by Citus's own plan of the SQL that EF Core sends for it.</summary>
[Collection(TestDatabase.Collection)]
public class CitusPlanTests(SuiteDatabase suite)
{
    public static TheoryData<string> Queries => [.. CompiledSuite.Queries];

    [Fact]
    public void There_are_enough_of_them() => CompiledSuite.Queries.Count().ShouldBeGreaterThanOrEqualTo(60);

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Every_command_runs_and_on_a_cluster_is_one_task(string query)
    {
        var commands = await suite.RunAsync(query);

        commands.ShouldNotBeEmpty();
        foreach (var command in suite.Database.IsCitus ? commands : [])
        {
            var plan = await suite.ExplainAsync(command);
            plan.ShouldContain("Task Count: 1\n", customMessage: command.Sql);
            plan.ShouldNotContain("Distributed Subplan", customMessage: command.Sql);
        }
    }
}
