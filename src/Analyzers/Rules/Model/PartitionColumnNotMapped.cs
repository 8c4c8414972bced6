using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1047: a partitioning that names no mapped property.</summary>
internal sealed class PartitionColumnNotMapped : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.PartitionColumnNotMapped,
        "A partitioning that names no mapped property",
        "The table of {0} is partitioned by {1}, which is not a mapped property of it",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Partitions are ranges of one column of the table itself.",
        HelpLinks.For(RuleIds.PartitionColumnNotMapped));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Tables)
        {
            if (table.Partitioning is { Column: null } partitioning && view.MainEntity(table) is { } entity && !view.IsUnread(entity))
            {
                yield return new(view.PlaceOf(table, partitioning.Place), view.Display(table), partitioning.Property) { Properties = view.Properties(table, null) };
            }
        }
    }
}
