using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4022: a migration writes a row without its distribution key.</summary>
internal static class NullKeyInserted
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.NullKeyInserted,
        "A migration writes a row without its distribution key",
        "A row of {0} has no distribution key: {1}. Give the key column a value.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Without the key Citus does not know where the row belongs.",
        HelpLinks.For(RuleIds.NullKeyInserted));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
