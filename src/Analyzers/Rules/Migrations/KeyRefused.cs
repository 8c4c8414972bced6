using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4017: a migration distributes by a column that cannot be a key.</summary>
internal static class KeyRefused
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyRefused,
        "A migration distributes by a column that cannot be a key",
        "{0} cannot be distributed by this column: {1}. Use a column of type bigint, int, uuid or text that the application sets.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Citus finds a row's shard by the hash of its key.",
        HelpLinks.For(RuleIds.KeyRefused));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
