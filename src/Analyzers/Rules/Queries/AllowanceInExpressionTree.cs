using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2017: AllowMultiShard inside an expression tree.</summary>
internal static class AllowanceInExpressionTree
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.AllowanceInExpressionTree,
        "AllowMultiShard inside an expression tree",
        "EF Core cannot translate AllowMultiShard inside an expression tree, so this query throws; put [AllowMultiShard] on the member that holds it",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A compiled query and a lambda passed to an operator are translated to SQL as a whole.",
        HelpLinks.For(RuleIds.AllowanceInExpressionTree));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
