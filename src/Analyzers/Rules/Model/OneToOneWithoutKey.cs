using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1004: the unique index of a one-to-one relationship does not include the distribution key.</summary>
internal sealed class OneToOneWithoutKey : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.OneToOneWithoutKey,
        "The unique index of a one-to-one relationship does not include the distribution key",
        "EF Core makes the foreign key {1} of {0} unique, since the relationship is one-to-one, and it does not include the distribution key {2}, so Citus refuses the table: {3}. Add {2} to the foreign key and to the key it refers to.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A one-to-one relationship is a unique index over its foreign key. With the distribution key in the foreign key the index has it too.",
        HelpLinks.For(RuleIds.OneToOneWithoutKey));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            foreach (var index in table.Indexes)
            {
                if (index.Unique && table.DistributionColumn is { } key && !index.Columns.Contains(key) && view.IsOfOneToOne(table, index))
                {
                    var words = CitusWords.Constraint(table.Name.Name);
                    yield return new(view.PlaceOf(table, index.Place), view.Display(table), view.Names(table, index.Columns), view.PropertyOf(table, key), words)
                    {
                        Properties = view.Properties(table, words, index.Columns),
                    };
                }
            }
        }
    }
}
