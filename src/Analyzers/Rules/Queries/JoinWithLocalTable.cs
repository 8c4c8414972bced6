using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2014: a join with a local table.</summary>
internal static class JoinWithLocalTable
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.JoinWithLocalTable,
        "A join with a local table",
        "{0} brings the local table {1} together with sharded tables: {2}{4}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A local table exists on the coordinator alone, so one side of the join is pulled there or sent out.",
        HelpLinks.For(RuleIds.JoinWithLocalTable));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
