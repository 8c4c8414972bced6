using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1020: a mark names no mapped property.</summary>
internal sealed class KeyNotMapped : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyNotMapped,
        "A mark names no mapped property",
        "The mark distributes {0} by {1}, which is not a mapped property of it, so Citus refuses the table: {2}. {3}.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The distribution key is one column of the table itself.",
        HelpLinks.For(RuleIds.KeyNotMapped));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            if (view.MainEntity(table) is not { } entity || view.KindOf(table) != MadeBy.Entity || view.IsUnread(entity))
            {
                continue;
            }

            var mark = view.MarkOf(entity, TableKind.Distributed);
            if (mark?.Key is not { } name || (entity.FindProperty(name) is { } property && table.FindColumn(property.ColumnName) is not null))
            {
                continue;
            }

            var words = CitusWords.NoColumn(name, table.Name.Name);
            yield return new(
                view.PlaceOf(table, mark.Place),
                view.Display(table),
                name,
                words,
                name.IndexOf(',') >= 0
                    ? "A distribution key is one column; to distribute by several, store them together in one"
                    : "Name a property that the table has a column for" + (view.PropertyNames(table) is { Length: > 0 } names ? ": " + names : ""))
            {
                Properties = view.Properties(table, words).SetItem("key", name),
            };
        }
    }
}
