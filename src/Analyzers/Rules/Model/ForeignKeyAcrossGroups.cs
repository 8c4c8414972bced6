using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1011: a foreign key between tables that are not colocated.</summary>
internal sealed class ForeignKeyAcrossGroups : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignKeyAcrossGroups,
        "A foreign key between tables that are not colocated",
        "The foreign key {1} of {0} refers to {2}, which is not colocated with it, so Citus refuses it: {5}. Give one of them ColocateWith, if their keys are the same, or drop the constraint.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Only tables of one colocation group keep rows with equal keys on the same node.",
        HelpLinks.For(RuleIds.ForeignKeyAcrossGroups));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var link in view.ForeignKeys)
        {
            if (link.Problem == ForeignKeyProblem.NotColocated)
            {
                yield return link.Finding(view, CitusWords.ForeignKeyNotColocated);
            }
        }
    }
}
