using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1010: a foreign key does not carry the distribution key.</summary>
internal sealed class ForeignKeyWithoutKey : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignKeyWithoutKey,
        "A foreign key does not carry the distribution key",
        "The foreign key {1} of {0} to {2} does not hold the distribution keys of both at the same place ({3} and {4}), so Citus refuses it: {5}. Write HasForeignKey(x => new {{ x.{3}, … }}) against a key of {2} that starts with {4}.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A row and the row it refers to must be on the same shard, which they are only where the foreign key holds the distribution key.",
        HelpLinks.For(RuleIds.ForeignKeyWithoutKey));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var link in view.ForeignKeys)
        {
            if (link.Problem == ForeignKeyProblem.OffKey)
            {
                yield return link.Finding(view, CitusWords.ForeignKeyOffKey);
            }
        }
    }
}
