using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2009: the query filter that gives the key is ignored.</summary>
internal static class TenantFilterIgnored
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.TenantFilterIgnored,
        "The query filter that gives the key is ignored",
        "{0} ignores the query filter that gives the key, and nothing gives it instead: {2}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "IgnoreQueryFilters takes the condition on the distribution key away with the others. Name the filters to ignore, or give the key in the query.",
        HelpLinks.For(RuleIds.TenantFilterIgnored));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
