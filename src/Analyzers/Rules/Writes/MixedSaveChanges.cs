using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Writes;

/// <summary>SHARD3007: one SaveChanges over several tenants or kinds of tables.</summary>
internal static class MixedSaveChanges
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.MixedSaveChanges,
        "One SaveChanges over several tenants or kinds of tables",
        "{0} saves rows that do not live together: {2}{5}",
        Categories.Writes,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Rows of several shards make it a two-phase commit; distributed rows before rows of a reference table can fail.",
        HelpLinks.For(RuleIds.MixedSaveChanges));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Guidance);
}
