using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1040: a trigger on a sharded table.</summary>
internal sealed class TriggerOnShardedTable : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.TriggerOnShardedTable,
        "A trigger on a sharded table",
        "The table of {0} has the trigger {1}, so Citus refuses to shard it: {2}. Do its work in the application, or in an interceptor.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Rows live on other nodes, where the trigger's function would not see the rest of the database.",
        HelpLinks.For(RuleIds.TriggerOnShardedTable));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Tables)
        {
            if (!table.Triggers.IsEmpty && table.Kind is TableKind.Distributed or TableKind.Reference or TableKind.SingleShard)
            {
                var words = CitusWords.Triggers(table.Name.Name);
                yield return new(view.PlaceOf(table), view.Display(table), string.Join(", ", table.Triggers), words) { Properties = view.Properties(table, words) };
            }
        }
    }
}
