using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1030: marks that contradict each other.</summary>
internal sealed class ContradictingMarks : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ContradictingMarks,
        "Marks that contradict each other",
        "{0} is marked as {1} and as {2} by marks that are equally near; keep one",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A table has one way of living on the cluster. The nearest mark wins; of two that are equally near none does.",
        HelpLinks.For(RuleIds.ContradictingMarks));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var entity in view.Context.Entities)
        {
            for (var i = 1; i < entity.Marks.Count; i++)
            {
                var (first, other) = (entity.Marks[0], entity.Marks[i]);
                if (first.Kind != other.Kind || first.Key != other.Key || first.ColocateWith != other.ColocateWith)
                {
                    yield return new(other.Place.IsNone ? entity.Place : other.Place, entity.DisplayName, Words(first), Words(other))
                    {
                        Related = System.Collections.Immutable.ImmutableArray.Create(first.Place),
                    };
                    break;
                }
            }
        }
    }

    private static string Words(Mark mark) => mark.Kind switch
    {
        TableKind.Distributed => "distributed by " + mark.Key + (mark.ColocateWith is { } with ? " with " + with : ""),
        TableKind.Reference => "a reference table",
        TableKind.Local => "a local table",
        TableKind.SingleShard => "a single-shard table",
        _ => mark.Kind.ToString(),
    };
}
