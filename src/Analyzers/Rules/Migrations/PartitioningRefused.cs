using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4019: a partitioned table that PostgreSQL or Citus refuses.</summary>
internal static class PartitioningRefused
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.PartitioningRefused,
        "A partitioned table that PostgreSQL or Citus refuses",
        "{0} cannot be partitioned so: {1}. Distribute the parent, and include the partition column in every key.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Partitions follow their parent, and uniqueness is enforced in each of them for itself.",
        HelpLinks.For(RuleIds.PartitioningRefused));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
