using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1015: a cascading foreign key from a reference table to a local table.</summary>
internal sealed class ReferenceCascadeToLocal : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ReferenceCascadeToLocal,
        "A cascading foreign key from a reference table to a local table",
        "The foreign key {1} of the reference table {0} to the local table {2} cascades deletes or sets null, so Citus refuses it: {5}. Use OnDelete(DeleteBehavior.Restrict), or mark {2} with [ReferenceTable].",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A delete on the coordinator cannot cascade into the copies of a reference table on other nodes. EF Core cascades required relationships by convention.",
        HelpLinks.For(RuleIds.ReferenceCascadeToLocal));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var link in view.ForeignKeys)
        {
            if (link.Problem == ForeignKeyProblem.ReferenceCascadesToLocal)
            {
                yield return link.Finding(view, CitusWords.ReferenceToLocalCascades);
            }
        }
    }
}
