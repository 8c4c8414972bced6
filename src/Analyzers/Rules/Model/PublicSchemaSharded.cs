using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1035: the public schema cannot be distributed.</summary>
internal sealed class PublicSchemaSharded : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.PublicSchemaSharded,
        "The public schema cannot be distributed",
        "{0} is [SchemaSharded], but its tables are in the schema public, which Citus refuses: {1}. Give it a schema of its own with HasDefaultSchema.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A distributed schema holds one tenant's tables; public holds what extensions and all others share.",
        HelpLinks.For(RuleIds.PublicSchemaSharded));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Tables)
        {
            if (table.Kind == TableKind.SchemaSharded && (table.Name.Schema ?? view.Context.DefaultSchema ?? "public") == "public")
            {
                yield return new(view.Context.Place, view.Context.DisplayName, CitusWords.PublicSchema) { Properties = ModelView.Citus(CitusWords.PublicSchema) };
                yield break;
            }
        }
    }
}
