using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Compares what was reported with what was expected, in any order.</summary>
internal sealed class DiagnosticComparison(CSharpCompilation compilation, Dictionary<string, (string Path, TextSpan Span)> keys, string defaultPath)
{
    public void Verify(ImmutableArray<Diagnostic> actual, List<DiagnosticResult> expected)
    {
        var missing = new List<DiagnosticResult>(expected);
        var unexpected = new List<Diagnostic>();

        // Those with more to compare choose first, so that a loose expectation never takes a strict one's diagnostic.
        missing.Sort((left, right) => Strictness(right).CompareTo(Strictness(left)));
        var left = actual.ToList();
        for (var i = 0; i < missing.Count; i++)
        {
            var match = left.FindIndex(d => Matches(d, missing[i]));
            if (match >= 0)
            {
                left.RemoveAt(match);
                missing.RemoveAt(i--);
            }
        }

        unexpected.AddRange(left);
        if (missing.Count == 0 && unexpected.Count == 0)
        {
            return;
        }

        var text = new StringBuilder("The diagnostics are not the expected ones.\n");
        foreach (var result in missing)
        {
            text.Append(CultureInfo.InvariantCulture, $"missing:    {result}\n");
        }

        foreach (var diagnostic in unexpected)
        {
            text.Append(CultureInfo.InvariantCulture, $"unexpected: {diagnostic.Severity} {diagnostic.Id} at {diagnostic.Location.GetLineSpan()} «{Marked(diagnostic)}»: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}\n");
        }

        throw new InvalidOperationException(text.ToString());
    }

    private static string Marked(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { } tree ? tree.GetText().ToString(diagnostic.Location.SourceSpan) : "";

    private static int Strictness(DiagnosticResult result) =>
        (result.Message is not null || result.MessageArguments is not null ? 2 : 0) + (result.HasLocation ? 4 : 0);

    private bool Matches(Diagnostic actual, DiagnosticResult expected)
    {
        if (actual.Id != expected.Id
            || (!expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) && actual.Severity != expected.Severity)
            || (expected.Message is { } message && actual.GetMessage(CultureInfo.InvariantCulture) != message))
        {
            return false;
        }

        if (expected.Message is null && expected.MessageArguments is { } arguments
            && actual.GetMessage(CultureInfo.InvariantCulture) != string.Format(CultureInfo.InvariantCulture, actual.Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), arguments))
        {
            return false;
        }

        if (expected.HasNoLocation)
        {
            return !actual.Location.IsInSource;
        }

        if (!expected.HasLocation)
        {
            return true;
        }

        if (!IsAt(actual.Location, expected.Spans[0]))
        {
            return false;
        }

        return expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations)
            || (actual.AdditionalLocations.Count == expected.Spans.Length - 1
                && actual.AdditionalLocations.Zip(expected.Spans.Skip(1)).All(pair => IsAt(pair.First, pair.Second)));
    }

    private bool IsAt(Location actual, DiagnosticLocation expected)
    {
        var span = expected.Span;
        if (expected.MarkupKey is { } key)
        {
            var (path, text) = keys["#" + key.ToString(CultureInfo.InvariantCulture)];
            span = compilation.SyntaxTrees.Single(tree => tree.FilePath == path).GetLineSpan(text);
        }

        var found = actual.GetLineSpan();
        return found.Path == (span.Path.Length == 0 ? defaultPath : span.Path)
            && found.StartLinePosition == span.StartLinePosition
            && (expected.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength) || found.EndLinePosition == span.EndLinePosition);
    }
}
