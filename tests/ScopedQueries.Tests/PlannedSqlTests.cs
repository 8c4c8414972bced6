using ShardSafety.Core.ModelReading;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;
using ShardSafety.PostgreSql.Testing;
using ShardSafety.ScopedQueries.Tests.Running;

namespace ShardSafety.ScopedQueries.Tests;

/// <summary>Every scoped query is a router query, by the planner's reading of the SQL that EF Core sends for it.</summary>
[Collection(TestDatabase.Collection)]
public class PlannedSqlTests(SuiteDatabase suite)
{
    private static readonly Lazy<ModelCatalog> s_catalog = new(() => new ModelCatalog(ModelReader.Read(CompiledSuite.Compilation, CancellationToken.None)));

    public static TheoryData<string> Queries => [.. CompiledSuite.Queries];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Is_a_router_query(string query)
    {
        var commands = await suite.RunAsync(query);

        commands.ShouldNotBeEmpty();
        foreach (var command in commands)
        {
            var plan = Judge(command);
            plan.Verdict.ShouldBe(Verdict.Router, command.Sql + "\n" + plan.Reason);
        }
    }

    /// <summary>Parameters with equal values are one value here: EF Core gives one C# value several names.</summary>
    private static Plan Judge(SentCommand command)
    {
        var parameters = command.Parameters.ToDictionary(p => p.Name.TrimStart('@'), p => p.Value);
        var statement = SqlReader.Read(command.Sql, new SqlReaderOptions
        {
            FindTable = s_catalog.Value.Find,
            ResolveParameter = text => parameters.TryGetValue(text.TrimStart('@'), out var value)
                ? new Parameter($"{value?.GetType().Name} {value}", text)
                : null,
        }).ShouldHaveSingleItem();
        return ShardPlanner.Plan(statement, s_catalog.Value, PlannerOptions.Default);
    }
}
