using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Testing;

namespace ShardSafety.Analyzers.Tests.Contract;

/// <summary>The model rules against what Citus said: refused in its words where it refused, and no refusal claimed where it did not.</summary>
public sealed class SchemaContractTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, Scenario>> Recorded = new(Load);

    public static TheoryData<string> Expressible => [.. SchemaScenarios.Expressible.Keys];

    [Theory]
    [MemberData(nameof(Expressible))]
    public async Task Model_says_what_Citus_said(string id)
    {
        var (types, model) = SchemaScenarios.Expressible[id];
        var scenario = Recorded.Value[id];
        var compilation = Compile.Library(
            $$"""
            using System.ComponentModel.DataAnnotations.Schema;
            using Microsoft.EntityFrameworkCore;
            using ShardSafety;

            [DistributedBy("id"), Table("t")]
            public class T { public long id { get; set; } public string? name { get; set; } }

            [ReferenceTable, Table("r")]
            public class R { public long id { get; set; } public string? code { get; set; } }

            {{types}}

            public class Db : DbContext
            {
                protected override void OnModelCreating(ModelBuilder b)
                {
                    b.Entity<T>();
                    b.Entity<R>();
                    {{model}}
                }
            }
            """).MustCompile();
        var diagnostics = await compilation
            .WithAnalyzers([new ModelAnalyzer()], new AnalyzerOptions([]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        diagnostics.Select(d => d.Id).ShouldNotContain(RuleIds.AnalysisFailed, string.Join("\n", diagnostics));
        diagnostics.Select(d => d.Id).ShouldNotContain(RuleIds.ModelNotRead, string.Join("\n", diagnostics));
        var refusals = diagnostics.Where(d => d.Properties.ContainsKey("citus")).Select(d => d.Properties["citus"]!).ToImmutableArray();
        if (scenario.Ok)
        {
            refusals.ShouldBeEmpty();
            diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        }
        else
        {
            refusals.ShouldBe([scenario.Detail is { Length: > 0 } detail ? scenario.Message + "|" + detail : scenario.Message!], string.Join("\n", diagnostics));
            diagnostics.Where(d => d.Properties.ContainsKey("citus")).ShouldAllBe(d => d.Severity == DiagnosticSeverity.Error && d.GetMessage(null).Contains(scenario.Message!));
        }
    }

    [Fact]
    public void Every_scenario_is_a_model_or_has_a_reason_not_to_be()
    {
        var reasons = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Contract", "inexpressible.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        reasons.Values.ShouldAllBe(reason => reason.Length > 0);
        SchemaScenarios.Expressible.Keys.Concat(reasons.Keys).Order(StringComparer.Ordinal).ShouldBe(Recorded.Value.Keys.Order(StringComparer.Ordinal));
    }

    private static IReadOnlyDictionary<string, Scenario> Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Contract", "schema-verdicts.json"));
        return JsonSerializer.Deserialize<Recording>(file, JsonSerializerOptions.Web)!.Scenarios.ToDictionary(scenario => scenario.Id, StringComparer.Ordinal);
    }

    private sealed record Recording(ImmutableArray<Scenario> Scenarios);

    private sealed record Scenario(string Id, bool Ok, string? Message, string? Detail);
}
