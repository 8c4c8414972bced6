using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4011: distribution in raw SQL without a guard.</summary>
internal static class UnguardedDistribution
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnguardedDistribution,
        "Distribution in raw SQL without a guard",
        "The call for {0} is not guarded: {1}. Call DistributeTable, CreateReferenceTable or UndistributeTable on the migration builder, or write a DO block that asks pg_dist_partition and uses PERFORM.",
        Categories.Migrations,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A migration may be run by the application, as a script and as an idempotent script; the same text should do for all.",
        HelpLinks.For(RuleIds.UnguardedDistribution));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Guidance);
}
