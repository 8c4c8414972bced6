using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Writes;

/// <summary>SHARD3002: the distribution key is changed.</summary>
internal static class KeyUpdated
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyUpdated,
        "The distribution key is changed",
        "{0} changes the distribution key {3}: {2}{4}{5}",
        Categories.Writes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Citus does not move a row to another shard. Insert it again under the new key and delete the old row.",
        HelpLinks.For(RuleIds.KeyUpdated));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
