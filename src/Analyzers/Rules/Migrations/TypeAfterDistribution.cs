using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4020: a type is made after a distribution in one transaction.</summary>
internal static class TypeAfterDistribution
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.TypeAfterDistribution,
        "A type is made after a distribution in one transaction",
        "{0} fails after a table was distributed in the same transaction: {1}. Set citus.multi_shard_modify_mode to 'sequential' for the transaction before, or make the type in a migration of its own.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A parallel distribution leaves connections behind that do not see the type.",
        HelpLinks.For(RuleIds.TypeAfterDistribution));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
