using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Writes;

/// <summary>SHARD3008: a tracked write addresses its row without the key.</summary>
internal static class TrackedWriteWithoutKey
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.TrackedWriteWithoutKey,
        "A tracked write addresses its row without the key",
        "{0} addresses its row without the distribution key {3}, so it runs on every shard: {2}{5}",
        Categories.Writes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "EF Core updates and deletes tracked entities by their primary key. One that does not hold the distribution key leads to all shards.",
        HelpLinks.For(RuleIds.TrackedWriteWithoutKey));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
