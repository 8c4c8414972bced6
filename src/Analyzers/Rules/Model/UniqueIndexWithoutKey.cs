using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1002: a unique index does not include the distribution key.</summary>
internal sealed class UniqueIndexWithoutKey : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UniqueIndexWithoutKey,
        "A unique index does not include the distribution key",
        "The unique index on {1} of {0} does not include the distribution key {2}, {3}; add {2} to its columns, or make it not unique",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "PostgreSQL enforces uniqueness on each shard for itself, so Citus wants the distribution key among the columns of every unique index, filtered ones too.",
        HelpLinks.For(RuleIds.UniqueIndexWithoutKey));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            foreach (var index in table.Indexes)
            {
                if (!index.Unique || table.DistributionColumn is not { } key || index.Columns.Contains(key) || view.IsOfOneToOne(table, index))
                {
                    continue;
                }

                // Citus compares the constraint's attributes when it distributes a table, and those hold the included ones.
                var included = index.Include.Contains(key);
                var words = CitusWords.Constraint(table.Name.Name);
                yield return new(
                    view.PlaceOf(table, index.Place),
                    view.Display(table),
                    view.Names(table, index.Columns),
                    view.PropertyOf(table, key),
                    included
                        ? "except as an included column: Citus accepts that when the table is distributed, but the values are then unique in each shard only"
                        : "so Citus refuses the table: " + words)
                {
                    Effect = included ? RuleEffect.Guidance : null,
                    Properties = view.Properties(table, included ? null : words, index.Columns),
                };
            }
        }
    }
}
