using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4002: a migration makes something unique without the distribution key.</summary>
internal static class UniqueWithoutKeyInMigration
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UniqueWithoutKeyInMigration,
        "A migration makes something unique without the distribution key",
        "{0} cannot be unique without the distribution key on Citus: {1}. Put the key column first in it.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "PostgreSQL enforces uniqueness on each shard for itself, so Citus wants the distribution key in every primary key, unique constraint and unique index.",
        HelpLinks.For(RuleIds.UniqueWithoutKeyInMigration));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
