using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Writes;

/// <summary>SHARD3001: a set-based write runs on every shard.</summary>
internal static class WriteOnEveryShard
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.WriteOnEveryShard,
        "A set-based write runs on every shard",
        "{0} writes on {6}: {2}{5}",
        Categories.Writes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Nothing fixes the distribution key, so the statement is a distributed transaction over all shards.",
        HelpLinks.For(RuleIds.WriteOnEveryShard));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
