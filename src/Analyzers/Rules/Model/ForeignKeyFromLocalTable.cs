using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1016: a foreign key from a local table to a distributed table.</summary>
internal sealed class ForeignKeyFromLocalTable : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignKeyFromLocalTable,
        "A foreign key from a local table to a distributed table",
        "The foreign key {1} of the local table {0} refers to the distributed table {2}: Citus accepts it and checks new rows, but a delete in {2} happens on a shard, which knows nothing of {0}, and leaves rows without a principal",
        Categories.Model,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The shards of the principal do not know the local table.",
        HelpLinks.For(RuleIds.ForeignKeyFromLocalTable));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Guidance);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var link in view.ForeignKeys)
        {
            if (link.Problem == ForeignKeyProblem.FromLocal)
            {
                yield return link.Finding(view, null);
            }
        }
    }
}
