using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1003: an alternate key does not include the distribution key.</summary>
internal sealed class AlternateKeyWithoutKey : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.AlternateKeyWithoutKey,
        "An alternate key does not include the distribution key",
        "The alternate key {1} of {0} does not include the distribution key {2}, so Citus refuses the table: {3}. Add {2} to HasAlternateKey or HasPrincipalKey.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "An alternate key is a unique constraint. PostgreSQL enforces it on each shard for itself, so Citus wants the distribution key in it.",
        HelpLinks.For(RuleIds.AlternateKeyWithoutKey));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            foreach (var alternate in table.UniqueConstraints)
            {
                if (table.DistributionColumn is { } key && !alternate.Columns.Contains(key))
                {
                    var words = CitusWords.Constraint(table.Name.Name);
                    yield return new(view.PlaceOf(table, alternate.Place), view.Display(table), view.Names(table, alternate.Columns), view.PropertyOf(table, key), words)
                    {
                        Properties = view.Properties(table, words, alternate.Columns),
                    };
                }
            }
        }
    }
}
