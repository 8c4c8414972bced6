using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2012: rows are locked on several shards.</summary>
internal static class RowLocksOverShards
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.RowLocksOverShards,
        "Rows are locked on several shards",
        "{0} locks rows on more than one shard: {2}{4}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "FOR UPDATE and its kin work on one shard, and on reference tables.",
        HelpLinks.For(RuleIds.RowLocksOverShards));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
