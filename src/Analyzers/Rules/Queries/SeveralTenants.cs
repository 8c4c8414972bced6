using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2008: one query asks for two key values.</summary>
internal static class SeveralTenants
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.SeveralTenants,
        "One query asks for two key values",
        "{0} asks for different key values in one query: {2}{4}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The tables of the query are fixed to values that are not known to be the same, so their rows may be on different nodes.",
        HelpLinks.For(RuleIds.SeveralTenants));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
