using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2016: AllowMultiShard with an empty reason.</summary>
internal static class EmptyAllowance
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.EmptyAllowance,
        "AllowMultiShard without a reason",
        "AllowMultiShard without a reason says nothing to the person who reviews it; write why this may leave its shard",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The allowance is an audited exception. Its reason is listed in the inventory.",
        HelpLinks.For(RuleIds.EmptyAllowance));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
