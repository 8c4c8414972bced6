using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2000: what runs here, and on which shards.</summary>
internal static class InventoryEntry
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.Inventory,
        "What runs here, and on which shards",
        "{0}: {7}; {2}{8}",
        Categories.Queries,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        "One entry for every query, write and SQL text that the analysis saw, at the place where it runs. Off until an .editorconfig switches it on.",
        HelpLinks.For(RuleIds.Inventory));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Inventory);
}
