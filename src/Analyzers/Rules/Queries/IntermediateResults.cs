using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2003: a query moves rows through the coordinator first.</summary>
internal static class IntermediateResults
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.IntermediateResults,
        "A query moves rows through the coordinator first",
        "{0} runs in steps, with rows moved through the coordinator in between: {2}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Citus plans a part of the query on its own, pulls its rows to the coordinator and sends them out again to all nodes that need them.",
        HelpLinks.For(RuleIds.IntermediateResults));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
