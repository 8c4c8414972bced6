using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1045: xmin as a concurrency token on a reference table.</summary>
internal sealed class RowVersionOnReferenceTable : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.RowVersionOnReferenceTable,
        "xmin as a concurrency token on a reference table",
        "{1} of the reference table {0} is PostgreSQL's xmin, which differs on every node's copy of a row: an update that read its row on another node fails with a concurrency conflict, or misses one. Use a version column of its own.",
        Categories.Model,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "xmin is the number of a transaction on one node.",
        HelpLinks.For(RuleIds.RowVersionOnReferenceTable));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Guidance);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Tables)
        {
            if (table.Kind != TableKind.Reference)
            {
                continue;
            }

            foreach (var entity in view.EntitiesOf(table))
            {
                foreach (var property in entity.Properties)
                {
                    if (property is { IsXmin: true, IsConcurrencyToken: true })
                    {
                        yield return new(view.PlaceOf(table, property.Place), view.Display(table), property.Name) { Properties = view.Properties(table, null) };
                    }
                }
            }
        }
    }
}
