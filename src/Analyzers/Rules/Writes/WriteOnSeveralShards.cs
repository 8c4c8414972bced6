using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Writes;

/// <summary>SHARD3009: a set-based write runs on several shards.</summary>
internal static class WriteOnSeveralShards
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.WriteOnSeveralShards,
        "A set-based write runs on several shards",
        "{0} writes on several shards: {2}{5}",
        Categories.Writes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The statement is a distributed transaction over the shards of several key values.",
        HelpLinks.For(RuleIds.WriteOnSeveralShards));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
