using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4009: a migration distributes what is distributed, or undistributes what is not.</summary>
internal static class AlreadyDistributed
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.AlreadyDistributed,
        "A migration distributes what is distributed, or undistributes what is not",
        "{0} is not in the state that this statement needs: {1}. Ask pg_dist_partition first, or remove the statement.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Citus raises an error where nothing would be left to do.",
        HelpLinks.For(RuleIds.AlreadyDistributed));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
