using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4005: a migration adds an identity or serial column to a distributed table.</summary>
internal static class GeneratedColumnAdded
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.GeneratedColumnAdded,
        "A migration adds an identity or serial column to a distributed table",
        "{0} cannot be added as a column that the database numbers: {1}. Add it as a plain column, and let the application or another default set it.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Identity and serial columns work when the table has them before it is distributed.",
        HelpLinks.For(RuleIds.GeneratedColumnAdded));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
