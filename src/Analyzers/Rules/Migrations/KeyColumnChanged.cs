using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4004: a migration changes the distribution column.</summary>
internal static class KeyColumnChanged
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyColumnChanged,
        "A migration changes the distribution column",
        "{0} is the distribution column, which Citus does not let a migration drop, retype or redefine: {1}. Undistribute the table first, or distribute it by another column.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Every row lies where the hash of its key put it. Renaming the column is possible.",
        HelpLinks.For(RuleIds.KeyColumnChanged));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
