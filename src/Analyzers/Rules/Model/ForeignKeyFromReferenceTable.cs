using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1012: a foreign key from a reference table to a distributed table.</summary>
internal sealed class ForeignKeyFromReferenceTable : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignKeyFromReferenceTable,
        "A foreign key from a reference table to a distributed table",
        "The foreign key {1} of the reference table {0} refers to the distributed table {2}, so Citus refuses it: {5}. Drop the relationship, or distribute {0} too.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A reference table is whole on every node; the rows it would refer to are each on one.",
        HelpLinks.For(RuleIds.ForeignKeyFromReferenceTable));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var link in view.ForeignKeys)
        {
            if (link.Problem == ForeignKeyProblem.FromReference)
            {
                yield return link.Finding(view, CitusWords.ForeignKeyFromReference);
            }
        }
    }
}
