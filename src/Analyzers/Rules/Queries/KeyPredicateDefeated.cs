using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2006: a condition on the key does not reach a shard.</summary>
internal static class KeyPredicateDefeated
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyPredicateDefeated,
        "A condition on the key does not reach a shard",
        "{0} names the distribution key {3}, but not in a form that leads to one shard: {2}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Citus finds the shard only from the plain key column compared for equality with a value, joined to the rest by AND. An expression around the column, a range, an inequality or an OR with another condition leaves all shards.",
        HelpLinks.For(RuleIds.KeyPredicateDefeated));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
