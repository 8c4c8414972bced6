using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Writes;

/// <summary>SHARD3005: a write to a reference table.</summary>
internal static class ReferenceTableWrite
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ReferenceTableWrite,
        "A write to a reference table",
        "{0} writes the reference table {1} on every node in one distributed transaction: {2}{5}",
        Categories.Writes,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Reference tables are for data that seldom changes.",
        HelpLinks.For(RuleIds.ReferenceTableWrite));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Guidance);
}
