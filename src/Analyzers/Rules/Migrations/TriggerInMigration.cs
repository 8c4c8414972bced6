using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4014: a trigger on a distributed table.</summary>
internal static class TriggerInMigration
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.TriggerInMigration,
        "A trigger on a distributed table",
        "{0} cannot have a trigger: {1}. Do its work in the application.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Citus does not send triggers to the shards.",
        HelpLinks.For(RuleIds.TriggerInMigration));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
