using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2002: a query runs on several shards.</summary>
internal static class SeveralShards
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.SeveralShards,
        "A query runs on several shards",
        "{0} runs on several shards: {2}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The distribution key is given as a list or an alternative of values, so the query goes to the shard of each.",
        HelpLinks.For(RuleIds.SeveralShards));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
