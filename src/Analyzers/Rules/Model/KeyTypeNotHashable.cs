using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1021: the type of the distribution key cannot be hashed.</summary>
internal sealed class KeyTypeNotHashable : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyTypeNotHashable,
        "The type of the distribution key cannot be hashed",
        "The distribution key {1} of {0} is of type {2}, which PostgreSQL cannot hash, so Citus refuses the table: {3}",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Citus finds a row's shard by the hash of its key. Use bigint, int, uuid or text.",
        HelpLinks.For(RuleIds.KeyTypeNotHashable));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    // Types of PostgreSQL without a default hash operator class (pg_opclass); any other may have one.
    private static readonly HashSet<string> NotHashable = new(System.StringComparer.Ordinal)
    {
        "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "bit", "varbit", "money", "tsvector", "tsquery", "jsonpath",
    };

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Distributed)
        {
            if (table.FindColumn(table.DistributionColumn) is { } column && NotHashable.Contains(column.Type.Name))
            {
                // format_type_be says how a type's name is written in SQL.
                var words = CitusWords.NoOperatorClass(column.Type.Name == "varbit" ? "bit varying" : column.Type.Name);
                yield return new(view.PlaceOfProperty(table, column.Name), view.Display(table), view.PropertyOf(table, column.Name), column.Type.ToString(), words)
                {
                    Properties = view.Properties(table, words),
                };
            }
        }
    }
}
