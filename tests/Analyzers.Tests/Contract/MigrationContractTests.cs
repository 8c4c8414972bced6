using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Testing;

namespace ShardSafety.Analyzers.Tests.Contract;

/// <summary>
/// Every scenario of <c>schema-verdicts.json</c> as migrations: its preamble, its preparation and its statements, each in a migration of
/// its own. All of them can be expressed, as SQL where the migration builder has no word for it. Where Citus refused, the analyzer says so in Citus's words; where it did not, the analyzer claims no refusal.
/// </summary>
public sealed partial class MigrationContractTests
{
    [Fact]
    public async Task Every_scenario_is_judged_as_Citus_answered()
    {
        var scenarios = Read();
        scenarios.Count.ShouldBe(159);
        string[] sources =
        [
            "[ShardSafety.DistributedBy(nameof(Id))] public class Marked { public long Id { get; set; } }",
            .. scenarios.Select((scenario, i) => Source(i, scenario)),
        ];
        var compilation = Compile.Library(sources).MustCompile();
        var diagnostics = await compilation.WithAnalyzers([new MigrationAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var byFile = diagnostics.ToLookup(d => d.Location.SourceTree!.FilePath);
        var wrong = new List<string>();
        for (var i = 0; i < scenarios.Count; i++)
        {
            var found = byFile[$"/0/Test{i + 1}.cs"].Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Properties["citus"]).ToList();
            if (!found.SequenceEqual(scenarios[i].Refusal is { } refusal ? [refusal] : []))
            {
                wrong.Add($"{scenarios[i].Id}: Citus said {scenarios[i].Refusal ?? "nothing"}, the analyzer {string.Join("; ", found.DefaultIfEmpty("nothing"))}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static string Source(int number, Scenario scenario) =>
        $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        public class Context{{number}} : DbContext;

        [DbContext(typeof(Context{{number}})), Migration("1")]
        public class Given{{number}} : Migration { protected override void Up(MigrationBuilder b) => b.Sql({{Literal(scenario.Given)}}); }

        [DbContext(typeof(Context{{number}})), Migration("2")]
        public class Setup{{number}} : Migration { protected override void Up(MigrationBuilder b) => b.Sql({{Literal(scenario.Setup)}}); }

        [DbContext(typeof(Context{{number}})), Migration("3")]
        public class Sql{{number}} : Migration { protected override void Up(MigrationBuilder b) => b.Sql({{Literal(scenario.Sql)}}); }
        """;

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static List<Scenario> Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Contract", "schema-verdicts.json"));
        using var document = JsonDocument.Parse(file);
        var given = document.RootElement.GetProperty("given").GetString()!;
        return
        [
            .. document.RootElement.GetProperty("scenarios").EnumerateArray().Select(s => new Scenario(
                s.GetProperty("id").GetString()!,
                given,
                Text(s, "setup") ?? "",
                Text(s, "sql")!,
                s.GetProperty("ok").GetBoolean() ? null : Text(s, "detail") is { } detail ? Text(s, "message") + "|" + detail : Text(s, "message"))),
        ];
    }

    /// <summary>Each scenario ran in a schema of its own, whose name some of them mention.</summary>
    private static string? Text(JsonElement scenario, string name) =>
        scenario.TryGetProperty(name, out var value) && value.GetString() is { } text ? Schema().Replace(text, "") : null;

    [GeneratedRegex(@"\bx\d+\.")]
    private static partial Regex Schema();

    private sealed record Scenario(string Id, string Given, string Setup, string Sql, string? Refusal);
}
