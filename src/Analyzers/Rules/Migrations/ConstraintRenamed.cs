using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4013: a migration renames a constraint of a distributed table.</summary>
internal static class ConstraintRenamed
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ConstraintRenamed,
        "A migration renames a constraint of a distributed table",
        "{0} cannot be renamed: {1}. Drop it and add it under the new name.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Indexes, columns and tables can be renamed, constraints cannot.",
        HelpLinks.For(RuleIds.ConstraintRenamed));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
