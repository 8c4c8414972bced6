using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShardSafety.Agreement.Linq;

/// <summary>What the analyzers say of a compilation.</summary>
/// <param name="Entries">The inventory: one diagnostic at every place where a query or set-based write runs.</param>
/// <param name="Failures">Diagnostics that say the analysis itself failed.</param>
/// <param name="Elapsed">The analyzers' own time, on one thread.</param>
internal sealed record Inventory(ImmutableArray<Diagnostic> Entries, ImmutableArray<Diagnostic> Failures, TimeSpan Elapsed)
{
    public static async Task<Inventory> TakeAsync(CSharpCompilation compilation, int postgres)
    {
        var analyzers = typeof(Core.Planning.ShardPlanner).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .ToImmutableArray();
        if (analyzers.IsEmpty)
        {
            return new Inventory([], [], TimeSpan.Zero);
        }

        var options = new AnalyzerOptions([], new BuildProperties(postgres));
        var run = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var result = await run.GetAnalysisResultAsync(CancellationToken.None);
        var diagnostics = result.GetAllDiagnostics();
        return new Inventory(
            [.. diagnostics.Where(diagnostic => diagnostic.Id == "SHARD2000")],
            [.. diagnostics.Where(diagnostic => diagnostic.Id is "SHARD9002" or "AD0001")],
            TimeSpan.FromTicks(result.AnalyzerTelemetryInfo.Values.Sum(telemetry => telemetry.ExecutionTime.Ticks)));
    }

    private sealed class BuildProperties(int postgres) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["build_property.ShardSafetyPostgresVersion"] = postgres.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
