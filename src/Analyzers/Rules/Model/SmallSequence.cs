using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1044: an int or smallint sequence on a sharded table.</summary>
internal sealed class SmallSequence : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.SmallSequence,
        "An int or smallint sequence on a sharded table",
        "{1} of {0} is filled by a sequence of type {2}: Citus accepts the table, but a row that is inserted through a worker node fails: {3}. Use long, whose sequences each node counts for itself.",
        Categories.Model,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Citus gives every node its own range of a bigint sequence; int and smallint have no room for that.",
        HelpLinks.For(RuleIds.SmallSequence));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Guidance);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Tables)
        {
            if (table.Kind is not (TableKind.Distributed or TableKind.Reference or TableKind.SingleShard))
            {
                continue;
            }

            foreach (var column in table.Columns)
            {
                if (column.Identity && column.Type.Name is "int4" or "int2")
                {
                    yield return new(
                        view.PlaceOfProperty(table, column.Name),
                        view.Display(table),
                        view.PropertyOf(table, column.Name),
                        column.Type.Name == "int4" ? "int" : "smallint",
                        CitusWords.SmallSequence)
                    {
                        Properties = view.Properties(table, null).SetItem("column", column.Name),
                    };
                }
            }
        }
    }
}
