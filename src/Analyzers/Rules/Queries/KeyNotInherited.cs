using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2007: the key is given, but a part of the query does not inherit it.</summary>
internal static class KeyNotInherited
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyNotInherited,
        "The key is given, but a part of the query does not inherit it",
        "{0} gives the key, but {1} does not inherit it: {2}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The key passes through joins on the key and through EXISTS and IN, but not into scalar subqueries, nor into or out of a subquery with a limit or one that is grouped without the key.",
        HelpLinks.For(RuleIds.KeyNotInherited));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
