using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Testing;

namespace ShardSafety.Analyzers.Tests.Hosting;

/// <summary>Severities: the table of modes, and that what the project says of a rule wins over it.</summary>
public sealed class SeverityTests
{
    private const string EmptyReason =
        """
        using ShardSafety;

        [DistributedBy(nameof(Id))]
        public class Company { public long Id { get; set; } }

        public static class Reports
        {
            [AllowMultiShard({|#0:""|})]
            public static void All() { }
        }
        """;

    [Theory]
    [InlineData("Spread", "Audit", DiagnosticSeverity.Info)]
    [InlineData("Spread", "Guard", DiagnosticSeverity.Warning)]
    [InlineData("Spread", "Strict", DiagnosticSeverity.Error)]
    [InlineData("Refused", "Audit", DiagnosticSeverity.Info)]
    [InlineData("Refused", "Guard", DiagnosticSeverity.Error)]
    [InlineData("Refused", "Strict", DiagnosticSeverity.Error)]
    [InlineData("Unknown", "Audit", DiagnosticSeverity.Hidden)]
    [InlineData("Unknown", "Guard", DiagnosticSeverity.Info)]
    [InlineData("Unknown", "Strict", DiagnosticSeverity.Error)]
    [InlineData("Guidance", "Audit", DiagnosticSeverity.Info)]
    [InlineData("Guidance", "Guard", DiagnosticSeverity.Info)]
    [InlineData("Guidance", "Strict", DiagnosticSeverity.Warning)]
    [InlineData("Failed", "Audit", DiagnosticSeverity.Warning)]
    [InlineData("Failed", "Guard", DiagnosticSeverity.Warning)]
    [InlineData("Failed", "Strict", DiagnosticSeverity.Error)]
    public void Modes(string effect, string mode, DiagnosticSeverity severity) =>
        Severities.Of(Enum.Parse<RuleEffect>(effect), Enum.Parse<AnalysisMode>(mode)).ShouldBe(severity);

    [Fact]
    public void Descriptors_have_the_severity_of_the_default_mode()
    {
        foreach (var rule in RuleCatalog.All)
        {
            rule.Descriptor.DefaultSeverity.ShouldBe(Severities.Of(rule.Effect, AnalysisMode.Guard), rule.Id);
        }
    }

    [Theory]
    [InlineData(null, DiagnosticSeverity.Warning)]
    [InlineData("audit", DiagnosticSeverity.Info)]
    [InlineData("GUARD", DiagnosticSeverity.Warning)]
    [InlineData("strict", DiagnosticSeverity.Error)]
    public async Task Mode_sets_the_severity(string? mode, DiagnosticSeverity severity)
    {
        var test = new AnalyzerTest<QueryAnalyzer> { TestCode = EmptyReason };
        if (mode is not null)
        {
            test.Properties[AnalysisOptions.ModeName] = mode;
        }

        test.ExpectedDiagnostics.Add(Expected(severity));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("audit", "error", DiagnosticSeverity.Error)]
    [InlineData("audit", "warning", DiagnosticSeverity.Warning)]
    [InlineData("strict", "warning", DiagnosticSeverity.Warning)]
    [InlineData("strict", "suggestion", DiagnosticSeverity.Info)]
    [InlineData("strict", "silent", DiagnosticSeverity.Hidden)]
    [InlineData("guard", "suggestion", DiagnosticSeverity.Info)]
    public async Task Editorconfig_wins_over_the_mode(string mode, string configured, DiagnosticSeverity severity)
    {
        var test = new AnalyzerTest<QueryAnalyzer>
        {
            TestCode = EmptyReason,
            Properties = { [AnalysisOptions.ModeName] = mode },
            Severities = { [RuleIds.EmptyAllowance] = configured },
        };
        test.ExpectedDiagnostics.Add(Expected(severity));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Editorconfig_switches_a_rule_off()
    {
        var test = new AnalyzerTest<QueryAnalyzer>
        {
            TestCode = EmptyReason,
            Properties = { [AnalysisOptions.ModeName] = "strict" },
            Severities = { [RuleIds.EmptyAllowance] = "none" },
        };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static DiagnosticResult Expected(DiagnosticSeverity severity) =>
        AnalyzerVerifier<QueryAnalyzer>.Diagnostic(RuleIds.EmptyAllowance).WithLocation(0).WithSeverity(severity);
}
