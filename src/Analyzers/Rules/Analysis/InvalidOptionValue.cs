using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Analysis;

/// <summary>SHARD9003: an MSBuild property of ShardSafety with a value that is not understood.</summary>
internal static class InvalidOptionValue
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.InvalidOption,
        "A ShardSafety property has an invalid value",
        "The property {0} is '{1}', which is not {2}; its default is used instead",
        Categories.Analysis,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The verdicts are then for another cluster, or the severities of another mode, than the project means.",
        HelpLinks.For(RuleIds.InvalidOption),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Failed);

    public static Diagnostic Diagnose(AnalysisScope scope, InvalidOption option) =>
        scope.Diagnose(Rule, Location.None, [option.Name, option.Value, option.Allowed]);
}
