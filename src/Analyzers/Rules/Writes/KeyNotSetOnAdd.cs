using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Writes;

/// <summary>SHARD3006: a new entity whose distribution key nothing sets.</summary>
internal static class KeyNotSetOnAdd
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.KeyNotSetOnAdd,
        "A new entity whose distribution key nothing sets",
        "{0} adds a row whose distribution key {3} nothing sets: {2}{5}",
        Categories.Writes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The row is inserted under the key's default value, in another tenant's shard or none.",
        HelpLinks.For(RuleIds.KeyNotSetOnAdd));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
