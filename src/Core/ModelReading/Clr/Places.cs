using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.ModelReading.Clr;

/// <summary>Places of symbols, syntax and attributes.</summary>
internal static class Places
{
    public static Place Of(SyntaxNode? node) =>
        node is null ? Place.None : new Place(node.SyntaxTree.FilePath, node.SpanStart, node.Span.Length);

    public static Place Of(Location? location) =>
        location is { IsInSource: true, SourceTree: { } tree } ? new Place(tree.FilePath, location.SourceSpan.Start, location.SourceSpan.Length) : Place.None;

    /// <summary>The identifier of a symbol's first declaration, in an order that does not depend on the order of files.</summary>
    public static Place Of(ISymbol? symbol)
    {
        if (symbol is null)
        {
            return Place.None;
        }

        return symbol.Locations.Length <= 1
            ? Of(symbol.Locations.FirstOrDefault())
            : Of(symbol.Locations.Where(static l => l.IsInSource).OrderBy(static l => l.SourceTree!.FilePath, System.StringComparer.Ordinal).ThenBy(static l => l.SourceSpan.Start).FirstOrDefault());
    }

    public static Place Of(AttributeData? attribute) => attribute?.ApplicationSyntaxReference is { } reference
        ? new Place(reference.SyntaxTree.FilePath, reference.Span.Start, reference.Span.Length)
        : Place.None;
}
