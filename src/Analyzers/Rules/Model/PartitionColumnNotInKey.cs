using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1042: a key of a partitioned table does not include the partition column.</summary>
internal sealed class PartitionColumnNotInKey : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.PartitionColumnNotInKey,
        "A key of a partitioned table does not include the partition column",
        "The {1} of {0} does not include the column {2} by which the table is partitioned, so PostgreSQL refuses the table: {3}",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "PostgreSQL enforces uniqueness in each partition for itself.",
        HelpLinks.For(RuleIds.PartitionColumnNotInKey));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Tables)
        {
            if (table.Partitioning?.Column is not { } column)
            {
                continue;
            }

            if (table.PrimaryKey is { } primary && !primary.Columns.Contains(column))
            {
                yield return Finding(view, table, "primary key " + view.Names(table, primary.Columns), "PRIMARY KEY", column, primary.Place);
            }

            foreach (var alternate in table.UniqueConstraints)
            {
                if (!alternate.Columns.Contains(column))
                {
                    yield return Finding(view, table, "alternate key " + view.Names(table, alternate.Columns), "UNIQUE", column, alternate.Place);
                }
            }

            foreach (var index in table.Indexes)
            {
                if (index.Unique && !index.Columns.Contains(column))
                {
                    yield return Finding(view, table, "unique index on " + view.Names(table, index.Columns), "UNIQUE", column, index.Place);
                }
            }
        }
    }

    private static ModelFinding Finding(ModelView view, Table table, string what, string constraint, string column, Place place)
    {
        var words = CitusWords.PartitionColumn(constraint, table.Name.Name, column);
        return new(view.PlaceOf(table, place), view.Display(table), what, view.PropertyOf(table, column), words) { Properties = view.Properties(table, words) };
    }
}
