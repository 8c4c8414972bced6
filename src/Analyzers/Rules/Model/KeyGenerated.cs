using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1022: the distribution key is a computed column.</summary>
internal sealed class KeyGenerated : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyGenerated,
        "The distribution key is a computed column",
        "The distribution key {1} of {0} is a computed column, so Citus refuses the table: {2}. Store the value in a column of its own.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Citus computes the shard before PostgreSQL computes the column.",
        HelpLinks.For(RuleIds.KeyGenerated));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            if (table.FindColumn(table.DistributionColumn) is { ComputedSql: not null } column)
            {
                var words = CitusWords.GeneratedKey(table.Name.Name);
                yield return new(view.PlaceOfProperty(table, column.Name), view.Display(table), view.PropertyOf(table, column.Name), words)
                {
                    Properties = view.Properties(table, words),
                };
            }
        }
    }
}
