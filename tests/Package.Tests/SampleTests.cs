using System.Text.Json;

namespace ShardSafety.Package.Tests;

/// <summary>The samples, built from the packed package.</summary>
public sealed class SampleTests(PackedFeed feed)
{
    [Fact]
    public async Task Storefront_builds_without_a_word()
    {
        var (build, diagnostics) = await BuildAsync("Storefront");

        build.ExitCode.ShouldBe(0, build.Output);
        diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task Unsafe_gets_exactly_the_diagnostics_that_its_list_expects()
    {
        var (build, diagnostics) = await BuildAsync("Unsafe");

        build.ExitCode.ShouldNotBe(0, build.Output);
        var expected = File.ReadAllLines(Path.Combine(PackedFeed.RepositoryRoot, "samples", "Unsafe", "expected.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'));
        diagnostics.ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    /// <summary>The diagnostics of ours in the build's SARIF, as <c>file:line severity id</c>.</summary>
    private async Task<(DotnetResult Build, List<string> Diagnostics)> BuildAsync(string sample)
    {
        var log = Path.Combine(Path.GetDirectoryName(feed.Feed)!, sample + ".sarif");
        var build = await feed.BuildSampleAsync(sample, log);
        File.Exists(log).ShouldBeTrue(build.Output);
        using var sarif = JsonDocument.Parse(File.ReadAllText(log));
        var rows = from result in sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                   let id = result.GetProperty("ruleId").GetString()!
                   where id.StartsWith("SHARD", StringComparison.Ordinal)
                   let level = result.TryGetProperty("level", out var written) ? written.GetString()! : "warning"
                   select $"{Place(result)} {level} {id}";
        return (build, [.. rows.Order(StringComparer.Ordinal)]);
    }

    private static string Place(JsonElement result)
    {
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
        {
            return "-";
        }

        var physical = locations[0].GetProperty("physicalLocation");
        var file = Path.GetFileName(physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!);
        return $"{file}:{physical.GetProperty("region").GetProperty("startLine").GetInt32()}";
    }
}
