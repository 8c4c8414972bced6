using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Analysis;

/// <summary>SHARD9001: what could not be judged, with the reason.</summary>
internal static class UnknownVerdict
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.Unknown,
        "It is not known on which shards this runs",
        "On which shards {0} runs is not known: {2}",
        Categories.Analysis,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "What cannot be read is never taken for safe.",
        HelpLinks.For(RuleIds.Unknown));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Unknown);
}
