using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2010: find with missing or swapped parts of the key.</summary>
internal static class FindKeyParts
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.FindKeyParts,
        "Find with missing or swapped parts of the key",
        "{0} does not give the parts of the primary key in their order: {2}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Find takes the values of the primary key in the order in which the model declares them. A missing part throws; swapped parts read another tenant's shard.",
        HelpLinks.For(RuleIds.FindKeyParts));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
