using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2004: a query reshuffles rows between workers.</summary>
internal static class RepartitionJoin
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.RepartitionJoin,
        "A query reshuffles rows between workers",
        "{0} needs rows to be reshuffled between workers: {2}{4}{5}",
        Categories.Queries,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Tables are joined on columns other than their distribution keys, so rows have to be sent to the node of their partner. Citus refuses such a join unless citus.enable_repartition_joins is on (ShardSafetyRepartitionJoins).",
        HelpLinks.For(RuleIds.RepartitionJoin));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
