using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4018: a migration distributes what is no table.</summary>
internal static class RelationRefused
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.RelationRefused,
        "A migration distributes what is no table",
        "{0} cannot be distributed: {1}",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Only regular and partitioned tables can be distributed.",
        HelpLinks.For(RuleIds.RelationRefused));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
