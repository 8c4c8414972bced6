using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1023: the distribution key may be null.</summary>
internal sealed class KeyNullable : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyNullable,
        "The distribution key may be null",
        "The distribution key {1} of {0} may be null: Citus accepts the table, but refuses each row that has none: {2}",
        Categories.Model,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Make the property required, so that the mistake shows when the row is made.",
        HelpLinks.For(RuleIds.KeyNullable));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Guidance);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            if (table.FindColumn(table.DistributionColumn) is { Nullable: true } column)
            {
                yield return new(view.PlaceOfProperty(table, column.Name), view.Display(table), view.PropertyOf(table, column.Name), CitusWords.NullKey)
                {
                    Properties = view.Properties(table, null),
                };
            }
        }
    }
}
