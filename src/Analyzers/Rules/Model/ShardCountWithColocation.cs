using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1033: a shard count beside colocation.</summary>
internal sealed class ShardCountWithColocation : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ShardCountWithColocation,
        "A shard count beside colocation",
        "{0} says both ColocateWith and ShardCount, which Citus refuses: {1}. A table has as many shards as the group it joins.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The number of shards belongs to the colocation group and is said by the mark that founds it.",
        HelpLinks.For(RuleIds.ShardCountWithColocation));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var entity in view.Context.Entities)
        {
            foreach (var mark in entity.Marks)
            {
                if (mark.ColocateWith is not null && mark.ShardCount is not null and not 0)
                {
                    yield return new(mark.Place.IsNone ? entity.Place : mark.Place, entity.DisplayName, CitusWords.ShardCountWithColocation)
                    {
                        Properties = ModelView.Citus(CitusWords.ShardCountWithColocation),
                    };
                }
            }
        }
    }
}
