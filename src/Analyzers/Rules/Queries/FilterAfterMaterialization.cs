using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2011: the key is filtered by after the rows were fetched.</summary>
internal static class FilterAfterMaterialization
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.FilterAfterMaterialization,
        "The key is filtered by after the rows were fetched",
        "{0} filters by the key only after the rows were fetched: {2}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What follows AsEnumerable or ToList runs in the application. The query before it went to every shard.",
        HelpLinks.For(RuleIds.FilterAfterMaterialization));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
