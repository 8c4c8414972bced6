using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1031: colocated tables with keys of different types.</summary>
internal sealed class ColocatedKeyTypesDiffer : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ColocatedKeyTypesDiffer,
        "Colocated tables with keys of different types",
        "The distribution key {1} of {0} is of type {2}, that of {3}, with which it is to be colocated, of type {4}, so Citus refuses the table: {5}",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Equal values of different types have different hashes. The types must be the same to the letter: varchar is not text, int is not bigint.",
        HelpLinks.For(RuleIds.ColocatedKeyTypesDiffer));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            if (view.RootOf(table) is not { DistributionColumn: { } rootKey } root
                || root.Name == table.Name
                || root.FindColumn(rootKey) is not { } rootColumn
                || table.FindColumn(table.DistributionColumn) is not { } column
                || column.Type.IsUnknown
                || rootColumn.Type.IsUnknown
                || column.Type.Name == rootColumn.Type.Name)
            {
                continue;
            }

            var words = CitusWords.KeyTypesDiffer(root.Name.Name, table.Name.Name);
            yield return new(
                view.PlaceOfProperty(table, column.Name),
                view.Display(table),
                view.PropertyOf(table, column.Name),
                column.Type.ToString(),
                view.Display(root),
                rootColumn.Type.ToString(),
                words)
            {
                Properties = view.Properties(table, words),
            };
        }
    }
}
