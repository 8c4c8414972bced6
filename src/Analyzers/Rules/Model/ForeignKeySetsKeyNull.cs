using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1014: a foreign key that would set the distribution key to null.</summary>
internal sealed class ForeignKeySetsKeyNull : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignKeySetsKeyNull,
        "A foreign key that would set the distribution key to null",
        "The foreign key {1} of {0} to {2} holds the distribution key {3} and sets its columns to null on delete, so Citus refuses it: {5}. Use OnDelete(DeleteBehavior.ClientSetNull), Restrict or Cascade.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A row whose distribution key becomes null belongs to no shard.",
        HelpLinks.For(RuleIds.ForeignKeySetsKeyNull));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var link in view.ForeignKeys)
        {
            if (link.Problem == ForeignKeyProblem.SetsNull)
            {
                yield return link.Finding(view, CitusWords.ForeignKeySetsNull);
            }
        }
    }
}
