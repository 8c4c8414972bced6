using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Writes;

/// <summary>SHARD3004: a function that Citus refuses in an UPDATE.</summary>
internal static class FunctionInUpdate
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.FunctionInUpdate,
        "A function that Citus refuses in an UPDATE",
        "{0} calls a function that Citus does not allow there: {2}{4}{5}",
        Categories.Writes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Every shard, and every copy of a row, would get another value from a volatile function. Compute the value in the application and pass it as a parameter.",
        HelpLinks.For(RuleIds.FunctionInUpdate));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
