using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1032: colocation with a table that is not distributed.</summary>
internal sealed class ColocatedWithUndistributed : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ColocatedWithUndistributed,
        "Colocation with a table that is not distributed",
        "{0} is to be colocated with {1}, which is {2}, so Citus refuses the table: {3}",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Only distributed tables have shards to live beside.",
        HelpLinks.For(RuleIds.ColocatedWithUndistributed));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var entity in view.Context.Entities)
        {
            if (entity.Table is not { } name || view.Find(name) is not { } table)
            {
                continue;
            }

            foreach (var mark in entity.Marks)
            {
                if (mark.ColocateWith is not { } with || view.EntityOfType(with) is not { } target)
                {
                    continue;
                }

                var targetTable = target.Table is { } targetName ? targetName.Name : target.DisplayName;
                var (what, words) = target.Kind switch
                {
                    TableKind.Reference => ("a reference table", CitusWords.KeyTypesDiffer(targetTable, table.Name.Name)),
                    TableKind.Local or TableKind.Unmarked => ("not distributed", CitusWords.NotDistributed(targetTable)),
                    TableKind.Distributed when mark.Kind == TableKind.SingleShard => ("distributed by a key", CitusWords.KeyTypesDiffer(targetTable, table.Name.Name)),
                    TableKind.SingleShard when mark.Kind == TableKind.Distributed => ("on a single shard", CitusWords.KeyTypesDiffer(targetTable, table.Name.Name)),
                    _ => ("", (CitusWords?)null),
                };
                if (words is not null)
                {
                    yield return new(view.PlaceOf(table, mark.Place), entity.DisplayName, target.DisplayName, what, words) { Properties = view.Properties(table, words) };
                }
            }
        }
    }
}
