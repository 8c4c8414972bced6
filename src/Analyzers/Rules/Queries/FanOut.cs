using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2001: a query runs on every shard.</summary>
internal static class FanOut
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.FanOut,
        "A query runs on every shard",
        "{0} runs on {6}: {2}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Nothing in the query fixes the distribution key to one value, so Citus asks all shards and the coordinator puts their answers together. It gets slower with every node and holds a connection to each.",
        HelpLinks.For(RuleIds.FanOut));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
