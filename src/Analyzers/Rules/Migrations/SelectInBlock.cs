using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4010: a SELECT without a destination in a block.</summary>
internal static class SelectInBlock
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.SelectInBlock,
        "A SELECT without a destination in a block",
        "In a DO block {0} fails: {1}. Write PERFORM in place of SELECT.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "PL/pgSQL wants to know where a query's result goes.",
        HelpLinks.For(RuleIds.SelectInBlock));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
