using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1024: a table is distributed by the id of its rows.</summary>
internal sealed class KeyIsRowId : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyIsRowId,
        "A table is distributed by the id of its rows",
        "{0} is distributed by the id of its rows ({1}) and nothing is colocated with it, so that every query over more than one row goes to all shards. Distribute it by what its rows are queried by, such as a tenant.",
        Categories.Model,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Rows that are used together should have the same distribution key.",
        HelpLinks.For(RuleIds.KeyIsRowId));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Guidance);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            if (table.DistributionColumn is { } key
                && table.PrimaryKey is { Columns.Count: 1 } primary
                && primary.Columns[0] == key
                && view.IsAloneInGroup(table))
            {
                yield return new(view.PlaceOf(table), view.Display(table), view.PropertyOf(table, key)) { Properties = view.Properties(table, null) };
            }
        }
    }
}
