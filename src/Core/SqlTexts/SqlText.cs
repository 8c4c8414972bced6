using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.SqlTexts;

/// <summary>
/// A SQL text as it reaches the database, put together from the pieces of code that make it, so that a position in it leads
/// back to the code.
/// </summary>
internal sealed record SqlText(ImmutableArray<TextPiece> Pieces)
{
    public static readonly SqlText Empty = new(ImmutableArray<TextPiece>.Empty);

    private string? _text;

    /// <summary>The SQL. Values that the program puts in stand as <c>{0}</c>, <c>{1}</c>, … for the members of <see cref="Holes"/>.</summary>
    public string Text => _text ??= string.Concat(Pieces.Select(static piece => piece.Text));

    /// <summary>Why the text is not known; null when it is.</summary>
    public string? UnknownReason { get; init; }

    /// <summary>The path through the code on which this is the text, in the user's words; null where there is but one.</summary>
    public string? Path { get; init; }

    /// <summary>The values of the holes, in order.</summary>
    public ImmutableArray<IOperation> Holes { get; init; } = ImmutableArray<IOperation>.Empty;

    public static SqlText Unknown(string reason) => Empty with { UnknownReason = reason };

    public SqlText Then(SqlText other) =>
        new(Pieces.AddRange(other.Holes.IsEmpty ? other.Pieces : other.Pieces.Select(piece => piece.Renumbered(Holes.Length))))
        {
            UnknownReason = UnknownReason ?? other.UnknownReason,
            Path = Path is null ? other.Path : other.Path is null || other.Path == Path ? Path : Path + " and " + other.Path,
            Holes = Holes.AddRange(other.Holes),
        };

    /// <summary>The text with other text put in at some positions, in ascending order.</summary>
    public SqlText With(IReadOnlyList<(int At, string Text)> insertions)
    {
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        var (at, next) = (0, 0);
        foreach (var piece in Pieces)
        {
            var from = 0;
            while (next < insertions.Count && insertions[next].At <= at + piece.Text.Length && piece.Hole is null)
            {
                var cut = insertions[next].At - at;
                pieces.Add(piece.Slice(from, cut));
                pieces.Add(new TextPiece(insertions[next++].Text, default));
                from = cut;
            }

            pieces.Add(piece.Slice(from, piece.Text.Length));
            at += piece.Text.Length;
        }

        return this with { Pieces = pieces.ToImmutable(), _text = null };
    }

    /// <summary>The code that makes a part of the text; null where no code is known for it.</summary>
    public Location? LocationOf(int start, int length)
    {
        var at = 0;
        (SyntaxTree Tree, int Start, int End)? found = null;
        foreach (var piece in Pieces)
        {
            var end = at + piece.Text.Length;
            if (at < start + System.Math.Max(length, 1) && end > start && piece.SpanOf(System.Math.Max(start - at, 0), System.Math.Min(start + length, end) - at) is { } span)
            {
                if (found is not { } first)
                {
                    found = (span.Tree, span.Start, span.End);
                }
                else if (first.Tree == span.Tree && span.End > first.End)
                {
                    found = first with { End = span.End };
                }
            }

            at = end;
        }

        return found is { } place ? Location.Create(place.Tree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(place.Start, place.End)) : null;
    }
}
