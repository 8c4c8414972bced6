using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1013: a foreign key from a distributed table to a local table.</summary>
internal sealed class ForeignKeyToLocalTable : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignKeyToLocalTable,
        "A foreign key from a distributed table to a local table",
        "The foreign key {1} of {0} refers to {2}, which stays local on the coordinator, so Citus refuses it: {5}. Mark {2} with [ReferenceTable] if its rows are shared by all, or with [DistributedBy] if they belong to a key.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A shard can only refer to rows on its own node.",
        HelpLinks.For(RuleIds.ForeignKeyToLocalTable));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var link in view.ForeignKeys)
        {
            if (link.Problem == ForeignKeyProblem.ToLocal)
            {
                yield return link.Finding(view, CitusWords.ForeignKeyToLocal(link.Principal.Name.Name));
            }
        }
    }
}
