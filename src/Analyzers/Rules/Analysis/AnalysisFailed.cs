using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Analysis;

/// <summary>SHARD9002: an exception inside the analysis.</summary>
internal static class AnalysisFailed
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.AnalysisFailed,
        "The analysis failed",
        "The analysis of {0} failed, so nothing is known about this code: {1}: {2} ({3}). Please report this message with the code at this place.",
        Categories.Analysis,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A mistake in the analyzers. The code at this place was not judged, and may or may not be safe.",
        HelpLinks.For(RuleIds.AnalysisFailed));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Failed);

    private const int Frames = 4;

    /// <summary>What to say of an exception: its type, message, and the first calls in this project's own code.</summary>
    public static object?[] Arguments(string part, Exception exception)
    {
        var own = (exception.StackTrace ?? "")
            .Split('\n')
            .Select(static line => line.Trim())
            .Where(static line => line.Contains("ShardSafety."))
            .Select(static line => line.Substring(line.IndexOf("ShardSafety.", StringComparison.Ordinal)))
            .Take(Frames)
            .ToArray();
        return [part, exception.GetType().Name, OneLine(exception.Message), own.Length == 0 ? "no calls known" : string.Join(" < ", own)];
    }

    private static string OneLine(string text) => text.Replace("\r", "").Replace('\n', ' ');
}
