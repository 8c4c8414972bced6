using ShardSafety.ScopedQueries.Tests.Running;

namespace ShardSafety.ScopedQueries.Tests;

/// <summary>Every scoped query is a router query, by what the analyzers read in its source and in the generated members.</summary>
public class AnalyzerTests
{
    public static TheoryData<string> Queries => [.. CompiledSuite.Queries];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Says_router(string query)
    {
        var entries = await Inventory.OfAsync(query);

        entries.ShouldNotBeEmpty();
        foreach (var (verdict, text) in entries)
        {
            verdict.ShouldBe("router", text);
        }
    }

    [Fact]
    public async Task Nothing_is_reported() => (await Inventory.ReportsAsync()).ShouldBeEmpty();
}
