using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4003: a migration makes a foreign key that Citus refuses.</summary>
internal static class ForeignKeyInMigration
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignKeyInMigration,
        "A migration makes a foreign key that Citus refuses",
        "A foreign key of {0} is refused by Citus: {1}. Reference a reference table, or a colocated table with both distribution keys at the same place.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A foreign key is checked on one node: both rows must be there.",
        HelpLinks.For(RuleIds.ForeignKeyInMigration));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
