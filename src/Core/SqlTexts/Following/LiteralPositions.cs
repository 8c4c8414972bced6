using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShardSafety.Core.SqlTexts.Following;

/// <summary>Where each character of a string literal's value is written: escapes, doubled quotes and braces, and the indentation of raw literals make the two differ.</summary>
internal static class LiteralPositions
{
    /// <summary>
    /// The source position of each character of the value, and of the value's end; empty when the two could not be matched.
    /// </summary>
    public static int[] Of(SyntaxToken token, string value)
    {
        var form = FormOf(token);
        var text = token.Text;
        var positions = new int[value.Length + 1];
        var at = form.ContentStart;
        var lineStart = form.Indentation is not null && form.StartsLine;
        for (var i = 0; i < value.Length; i++)
        {
            if (lineStart && form.Indentation is { Length: > 0 } indentation && string.CompareOrdinal(text, at, indentation, 0, indentation.Length) == 0)
            {
                at += indentation.Length;
            }

            lineStart = form.Indentation is not null && value[i] == '\n';
            if (at >= text.Length)
            {
                return [];
            }

            positions[i] = token.SpanStart + at;
            var width = form.Escapes && text[at] == '\\' ? EscapeWidth(text, at, out var surrogates) : Width(text, at, value[i], form, out surrogates);
            if (width == 0)
            {
                return [];
            }

            // An escape above the basic plane is two characters of the value.
            if (surrogates && i + 1 < value.Length)
            {
                positions[++i] = token.SpanStart + at;
            }

            at += width;
        }

        positions[value.Length] = token.SpanStart + at;
        return positions;
    }

    private static int Width(string text, int at, char expected, Form form, out bool surrogates)
    {
        surrogates = false;
        if (text[at] != expected)
        {
            return 0;
        }

        var doubled = (form.DoubledQuotes && expected == '"') || (form.DoubledBraces && expected is '{' or '}');
        return doubled && at + 1 < text.Length && text[at + 1] == expected ? 2 : 1;
    }

    private static int EscapeWidth(string text, int at, out bool surrogates)
    {
        surrogates = false;
        if (at + 1 >= text.Length)
        {
            return 0;
        }

        switch (text[at + 1])
        {
            case 'u':
                return 6;
            case 'U':
                surrogates = text.Length >= at + 10 && string.CompareOrdinal(text, at + 2, "0000", 0, 4) != 0;
                return 10;
            case 'x':
                var width = 2;
                while (width < 6 && at + width < text.Length && Uri.IsHexDigit(text[at + width]))
                {
                    width++;
                }

                return width;
            default:
                return 2;
        }
    }

    private static Form FormOf(SyntaxToken token)
    {
        var text = token.Text;
        switch (token.Kind())
        {
            case SyntaxKind.SingleLineRawStringLiteralToken:
                return new Form(Quotes(text), false, false, false, null);
            case SyntaxKind.MultiLineRawStringLiteralToken:
                var newline = text.IndexOf('\n');
                return new Form(newline + 1, false, false, false, Indentation(token));
            case SyntaxKind.InterpolatedStringTextToken when token.Parent?.Parent is InterpolatedStringExpressionSyntax interpolated:
                var start = interpolated.StringStartToken.Kind();
                return start switch
                {
                    SyntaxKind.InterpolatedVerbatimStringStartToken => new Form(0, false, true, true, null),
                    SyntaxKind.InterpolatedSingleLineRawStringStartToken => new Form(0, false, false, false, null),
                    SyntaxKind.InterpolatedMultiLineRawStringStartToken => new Form(0, false, false, false, Indentation(interpolated.StringEndToken)) { StartsLine = interpolated.Contents[0] == token.Parent },
                    _ => new Form(0, true, false, true, null),
                };
            default:
                return text.StartsWith("@", StringComparison.Ordinal) ? new Form(2, false, true, false, null) : new Form(1, true, false, false, null);
        }
    }

    private static int Quotes(string text)
    {
        var count = 0;
        while (count < text.Length && text[count] == '"')
        {
            count++;
        }

        return count;
    }

    /// <summary>The white space before the closing quotes, which each line of the literal starts with.</summary>
    private static string Indentation(SyntaxToken token)
    {
        var source = token.SyntaxTree!.GetText();
        var line = source.Lines.GetLineFromPosition(token.Span.End).ToString();
        var length = 0;
        while (length < line.Length && char.IsWhiteSpace(line[length]))
        {
            length++;
        }

        return line.Substring(0, length);
    }

    private readonly struct Form(int contentStart, bool escapes, bool doubledQuotes, bool doubledBraces, string? indentation)
    {
        public int ContentStart { get; } = contentStart;

        public bool Escapes { get; } = escapes;

        public bool DoubledQuotes { get; } = doubledQuotes;

        public bool DoubledBraces { get; } = doubledBraces;

        /// <summary>Of a raw literal over several lines; else null.</summary>
        public string? Indentation { get; } = indentation;

        /// <summary>Whether its first character is the first of a line: not so for what follows a hole.</summary>
        public bool StartsLine { get; init; } = true;
    }
}
