using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2015: a body that does not keep what its [ShardScoped] says.</summary>
internal static class BrokenPromise
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.BrokenPromise,
        "A [ShardScoped] promise is not kept",
        "{0} is marked [ShardScoped], but is not fixed to one key value: {2}{5}",
        Categories.Queries,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Callers, also in other assemblies, rely on the mark.",
        HelpLinks.For(RuleIds.BrokenPromise));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Spread);
}
