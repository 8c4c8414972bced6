using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4008: a migration distributes tables in an order that Citus refuses.</summary>
internal static class DistributionOrder
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.DistributionOrder,
        "A migration distributes tables in an order that Citus refuses",
        "{0} cannot be made so here: {1}. Distribute each table right after its CREATE TABLE, principals first; or set citus.enable_local_reference_table_foreign_keys to off and citus.multi_shard_modify_mode to 'sequential' for the transaction before.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Marking a reference table pulls every table that foreign keys connect into Citus's metadata, and parallel connections cannot see what the transaction did on others.",
        HelpLinks.For(RuleIds.DistributionOrder));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
