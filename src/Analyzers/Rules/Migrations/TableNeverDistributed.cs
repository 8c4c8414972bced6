using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4001: a table is created and never distributed.</summary>
internal static class TableNeverDistributed
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.TableNeverDistributed,
        "A table is created and never distributed",
        "The table {0} is {1} in the model, and no migration makes it so: it stays a plain table on the coordinator, and joins with it pull rows. Use UseShardSafety() and add the migration again, or call DistributeTable or CreateReferenceTable after CreateTable.",
        Categories.Migrations,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A table is a plain one until Citus is told otherwise, right after it is created.",
        HelpLinks.For(RuleIds.TableNeverDistributed));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
