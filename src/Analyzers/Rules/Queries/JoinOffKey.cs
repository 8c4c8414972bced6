using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2018: a join that is not on the distribution key.</summary>
internal static class JoinOffKey
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.JoinOffKey,
        "A join that is not on the distribution key",
        "{0} joins {1} other than on the distribution key: {2}{4}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Rows of colocated tables are together only where their keys are equal. Add the key to the join's condition.",
        HelpLinks.For(RuleIds.JoinOffKey));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
