using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Testing;

namespace ShardSafety.Analyzers.Tests.Contract;

/// <summary>The model under all recorded queries, which stood on a real cluster: nothing to warn of in it.</summary>
public sealed class OracleModelTests
{
    [Fact]
    public async Task Has_no_warning_and_no_error()
    {
        var source = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Contract", "Model.cs"), TestContext.Current.CancellationToken);
        var compilation = Compile.Library(source).MustCompile();
        var diagnostics = await compilation
            .WithAnalyzers([new ModelAnalyzer(), new QueryAnalyzer()], new AnalyzerOptions([]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning || d.Id == RuleIds.ModelNotRead).ShouldBeEmpty();
    }
}
