using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4021: a schema that cannot be distributed.</summary>
internal static class SchemaNotDistributable
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.SchemaNotDistributable,
        "A schema that cannot be distributed",
        "The schema {0} cannot be distributed: {1}. Give each tenant a schema of its own.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Schema-based sharding puts a whole schema on one node.",
        HelpLinks.For(RuleIds.SchemaNotDistributable));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
