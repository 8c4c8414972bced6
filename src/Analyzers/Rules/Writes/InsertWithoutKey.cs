using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Writes;

/// <summary>SHARD3003: an INSERT without the distribution key.</summary>
internal static class InsertWithoutKey
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.InsertWithoutKey,
        "An INSERT without the distribution key",
        "{0} inserts without a value for the distribution key {3}: {2}{4}{5}",
        Categories.Writes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Without the key Citus cannot say on which shard the row belongs.",
        HelpLinks.For(RuleIds.InsertWithoutKey));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
