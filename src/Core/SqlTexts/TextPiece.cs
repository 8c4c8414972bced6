using System.Globalization;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.SqlTexts.Following;

namespace ShardSafety.Core.SqlTexts;

/// <summary>A piece of a text that one token or expression of the code makes.</summary>
/// <param name="Text">What it adds to the text.</param>
/// <param name="Token">The literal that holds it; default where there is none.</param>
internal sealed record TextPiece(string Text, SyntaxToken Token)
{
    private int[]? _positions;

    /// <summary>The expression that gives the value of a hole; null for literal text.</summary>
    public SyntaxNode? Hole { get; init; }

    /// <summary>The hole's number.</summary>
    public int Number { get; init; }

    /// <summary>For a part of a literal: the literal's whole value, and where the part starts in it.</summary>
    public (string Whole, int Start)? PartOf { get; init; }

    public static TextPiece OfHole(SyntaxNode value, int number) => new(Placeholder(number), default) { Hole = value, Number = number };

    public TextPiece Renumbered(int by) => Hole is null ? this : this with { Text = Placeholder(Number + by), Number = Number + by };

    /// <summary>A part of the piece; a hole stays whole.</summary>
    public TextPiece Slice(int start, int end) => Hole is not null || (start == 0 && end == Text.Length)
        ? this
        : new(Text.Substring(start, end - start), Token) { PartOf = (PartOf?.Whole ?? Text, (PartOf?.Start ?? 0) + start) };

    /// <summary>The span in source of characters of the piece.</summary>
    public (SyntaxTree Tree, int Start, int End)? SpanOf(int start, int end)
    {
        if (Hole is { } hole)
        {
            return (hole.SyntaxTree, hole.SpanStart, hole.Span.End);
        }

        if (Token.SyntaxTree is not { } tree)
        {
            return null;
        }

        _positions ??= LiteralPositions.Of(Token, PartOf?.Whole ?? Text);
        var shift = PartOf?.Start ?? 0;
        return _positions.Length == 0
            ? (tree, Token.SpanStart, Token.Span.End)
            : (tree, _positions[shift + start], System.Math.Max(_positions[shift + System.Math.Max(end, start)], _positions[shift + start]));
    }

    private static string Placeholder(int number) => "{" + number.ToString(CultureInfo.InvariantCulture) + "}";
}
