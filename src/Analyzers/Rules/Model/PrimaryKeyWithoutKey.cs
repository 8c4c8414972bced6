using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1001: the primary key does not include the distribution key.</summary>
internal sealed class PrimaryKeyWithoutKey : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.PrimaryKeyWithoutKey,
        "The primary key does not include the distribution key",
        "The primary key {1} of {0} does not include the distribution key {2}, so Citus refuses the table: {4}. Write HasKey(x => new {{ x.{2}, {3} }}).",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "PostgreSQL enforces uniqueness on each shard for itself, so Citus wants the distribution key in every primary key.",
        HelpLinks.For(RuleIds.PrimaryKeyWithoutKey));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            if (table.DistributionColumn is { } key && table.PrimaryKey is { } primary && !primary.Columns.Contains(key) && view.KindOf(table) == MadeBy.Entity)
            {
                var words = CitusWords.Constraint(table.Name.Name);
                yield return new(
                    view.PlaceOf(table, primary.Place),
                    view.Display(table),
                    view.Names(table, primary.Columns),
                    view.PropertyOf(table, key),
                    string.Join(", ", primary.Columns.Select(column => "x." + view.PropertyOf(table, column))),
                    words)
                {
                    Properties = view.Properties(table, words, primary.Columns),
                };
            }
        }
    }
}
