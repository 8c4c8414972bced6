using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4023: a migration that could not be judged.</summary>
internal static class MigrationNotRead
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.MigrationNotRead,
        "A migration that could not be judged",
        "What {0} does could not be read: {1}. Whether Citus takes it is not known.",
        Categories.Migrations,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Only constant names and texts can be judged before they run.",
        HelpLinks.For(RuleIds.MigrationNotRead));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Unknown);
}
