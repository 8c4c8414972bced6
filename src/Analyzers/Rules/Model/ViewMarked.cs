using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1041: a mark on an entity that is no table.</summary>
internal sealed class ViewMarked : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ViewMarked,
        "A mark on an entity that is no table",
        "{0} is mapped to {1}, which is no table, so Citus refuses to shard it: {2}. Remove the mark; the tables under the view have their own.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A view is expanded into the tables it reads before Citus looks at a query.",
        HelpLinks.For(RuleIds.ViewMarked));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var entity in view.Context.Entities)
        {
            if (entity is { IsView: true, SqlQuery: null, Table: { } name }
                && entity.Marks.FirstOrDefault(mark => mark.On == entity.TypeName && mark.Kind is TableKind.Distributed or TableKind.Reference or TableKind.SingleShard) is { } mark)
            {
                var words = CitusWords.NotATable(name.Name);
                yield return new(mark.Place.IsNone ? entity.Place : mark.Place, entity.DisplayName, "the view " + name.Name, words)
                {
                    Properties = ModelView.Citus(words).SetItem("entity", entity.TypeName),
                };
            }
        }
    }
}
