using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4016: a migration colocates what cannot be colocated.</summary>
internal static class ColocationRefused
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ColocationRefused,
        "A migration colocates what cannot be colocated",
        "{0} cannot be colocated so: {1}. Colocate with a distributed table whose key has the same type, and leave shard_count out.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Rows with equal keys lie together only if the keys are hashed alike and there are as many shards.",
        HelpLinks.For(RuleIds.ColocationRefused));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
