using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1034: an entity without a mark beside distributed ones.</summary>
internal sealed class UnmarkedEntity : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnmarkedEntity,
        "An entity without a mark beside distributed ones",
        "{0} carries no mark, so its table stays local on the coordinator, and joins with distributed tables pull rows there. Say what it is: [DistributedBy], [ReferenceTable] for rows that all share, or [LocalTable] if it is meant so.",
        Categories.Model,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A forgotten mark shows only as slow joins.",
        HelpLinks.For(RuleIds.UnmarkedEntity));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Guidance);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        if (!view.HasSharded)
        {
            yield break;
        }

        foreach (var table in view.Tables)
        {
            if (table.Kind == TableKind.Unmarked && view.KindOf(table) == MadeBy.Entity && view.MainEntity(table) is { Base: null } entity)
            {
                yield return new(entity.Place, entity.DisplayName) { Properties = view.Properties(table, null) };
            }
        }
    }
}
