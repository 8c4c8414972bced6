using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Queries;

/// <summary>SHARD2005: citus refuses a statement.</summary>
internal static class RefusedByCitus
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.Refused,
        "Citus refuses a statement",
        "Citus refuses {0}: {2}{4}{5}",
        Categories.Queries,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The statement fails whenever it runs. The message quotes what Citus says.",
        HelpLinks.For(RuleIds.Refused));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
