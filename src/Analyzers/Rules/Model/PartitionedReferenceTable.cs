using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1043: a partitioned reference table.</summary>
internal sealed class PartitionedReferenceTable : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.PartitionedReferenceTable,
        "A partitioned reference table",
        "{0} is a reference table and partitioned, which Citus refuses: {1}",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Reference tables are copied whole.",
        HelpLinks.For(RuleIds.PartitionedReferenceTable));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Tables)
        {
            if (table is { Kind: TableKind.Reference, Partitioning: { } partitioning })
            {
                yield return new(view.PlaceOf(table, partitioning.Place), view.Display(table), CitusWords.PartitionedReference)
                {
                    Properties = view.Properties(table, CitusWords.PartitionedReference),
                };
            }
        }
    }
}
