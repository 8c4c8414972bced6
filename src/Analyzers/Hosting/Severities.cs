using Microsoft.CodeAnalysis;

namespace ShardSafety.Analyzers.Hosting;

/// <summary>The table of modes. What an <c>.editorconfig</c> or a command line says of a rule is applied by the compiler afterwards, and wins.</summary>
internal static class Severities
{
    public static DiagnosticSeverity Of(RuleEffect effect, AnalysisMode mode) => (effect, mode) switch
    {
        (RuleEffect.Inventory, _) => DiagnosticSeverity.Info,
        (RuleEffect.Failed, AnalysisMode.Strict) => DiagnosticSeverity.Error,
        (RuleEffect.Failed, _) => DiagnosticSeverity.Warning,
        (RuleEffect.Guidance, AnalysisMode.Strict) => DiagnosticSeverity.Warning,
        (RuleEffect.Guidance, _) => DiagnosticSeverity.Info,
        (RuleEffect.Unknown, AnalysisMode.Audit) => DiagnosticSeverity.Hidden,
        (RuleEffect.Unknown, AnalysisMode.Guard) => DiagnosticSeverity.Info,
        (_, AnalysisMode.Audit) => DiagnosticSeverity.Info,
        (RuleEffect.Spread, AnalysisMode.Guard) => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Error,
    };
}
