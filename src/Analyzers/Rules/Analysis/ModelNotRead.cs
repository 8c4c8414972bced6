using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Analysis;

/// <summary>SHARD9004: a part of the model's configuration that the reader did not understand.</summary>
internal static class ModelNotRead
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ModelNotRead,
        "A part of the model's configuration could not be read",
        "This part of the model could not be read ({0}); what depends on it is not judged",
        Categories.Analysis,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The configuration is computed in a way that is only known at run time. Write it out, or mark the entities by attributes.",
        HelpLinks.For(RuleIds.ModelNotRead));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Unknown);
}
