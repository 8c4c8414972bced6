using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2013: a join between colocation groups.</summary>
internal static class JoinAcrossGroups
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.JoinAcrossGroups,
        "A join between colocation groups",
        "{0} joins tables of different colocation groups: {2}{4}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Only tables of one colocation group keep rows with equal keys on the same node.",
        HelpLinks.For(RuleIds.JoinAcrossGroups));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
