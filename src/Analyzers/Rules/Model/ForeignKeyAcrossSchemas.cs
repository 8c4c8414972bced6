using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1017: a foreign key between two distributed schemas.</summary>
internal sealed class ForeignKeyAcrossSchemas : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignKeyAcrossSchemas,
        "A foreign key between two distributed schemas",
        "The foreign key {1} of {0} refers to {2} in another distributed schema, so Citus refuses it: {5}. Move {2} into the same schema, or mark it with [ReferenceTable].",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Each distributed schema lives on one node; two of them are not colocated.",
        HelpLinks.For(RuleIds.ForeignKeyAcrossSchemas));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var link in view.ForeignKeys)
        {
            if (link.Problem == ForeignKeyProblem.AcrossSchemas)
            {
                yield return link.Finding(view, CitusWords.ForeignKeyNotColocated);
            }
        }
    }
}
