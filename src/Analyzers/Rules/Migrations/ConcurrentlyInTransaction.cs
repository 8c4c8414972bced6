using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4012: concurrent distribution inside a transaction.</summary>
internal static class ConcurrentlyInTransaction
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ConcurrentlyInTransaction,
        "Concurrent distribution inside a transaction",
        "{0} cannot be distributed concurrently here: {1}. Pass suppressTransaction: true.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Migrations run in a transaction unless they say otherwise.",
        HelpLinks.For(RuleIds.ConcurrentlyInTransaction));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
