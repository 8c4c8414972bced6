using System.Text;

namespace ShardSafety.Core.SqlReading.Lexing;

/// <summary>Reads what stands in quotes: identifiers, plain, escaped, Unicode, bit and dollar-quoted strings.</summary>
internal static class StringLexer
{
    private const int LongestGap = 1000;

    /// <summary>Reads a quoted token at <paramref name="position"/> and moves behind it, or leaves it.</summary>
    public static bool TryRead(string text, ref int position, out Token token)
    {
        var start = position;
        var c = text[start];
        var next = start + 1 < text.Length ? text[start + 1] : '\0';
        if (c == '\'')
        {
            token = Quoted(text, ref position, start, '\'', TokenKind.String, escapes: false);
        }
        else if (c == '"')
        {
            token = Quoted(text, ref position, start, '"', TokenKind.Quoted, escapes: false);
        }
        else if (c is 'e' or 'E' && next == '\'')
        {
            token = Quoted(text, ref position, start + 1, '\'', TokenKind.String, escapes: true);
        }
        else if (c is 'n' or 'N' && next == '\'')
        {
            token = Quoted(text, ref position, start + 1, '\'', TokenKind.String, escapes: false);
        }
        else if (c is 'b' or 'B' or 'x' or 'X' && next == '\'')
        {
            token = Quoted(text, ref position, start + 1, '\'', TokenKind.Bits, escapes: false);
        }
        else if (c is 'u' or 'U' && next == '&' && start + 2 < text.Length && text[start + 2] is '\'' or '"')
        {
            var quote = text[start + 2];
            token = Quoted(text, ref position, start + 2, quote, quote == '"' ? TokenKind.Quoted : TokenKind.String, escapes: false);
            var escape = EscapeCharacter(text, ref position);
            token = new Token(token.Kind, Unicode(token.Text, escape), token.Start, position);
        }
        else if (c == '$' && TryDollar(text, ref position, out token))
        {
            return true;
        }
        else
        {
            token = default;
            return false;
        }

        return true;
    }

    private static Token Quoted(string text, ref int position, int open, char quote, TokenKind kind, bool escapes)
    {
        var start = position;
        var value = new StringBuilder();
        position = open + 1;
        while (position < text.Length)
        {
            var c = text[position++];
            if (c == quote)
            {
                if (position < text.Length && text[position] == quote)
                {
                    value.Append(quote);
                    position++;
                }
                else if (quote == '\'' && Continues(text, position, out var again))
                {
                    position = again + 1;
                }
                else
                {
                    return new Token(kind, value.ToString(), start, position);
                }
            }
            else if (c == '\\' && escapes && position < text.Length)
            {
                Escape(text, ref position, value);
            }
            else
            {
                value.Append(c);
            }
        }

        return new Token(TokenKind.Bad, quote == '"' ? "a quoted name that does not end" : "a string that does not end", start, position);
    }

    /// <summary>Strings that only a line break separates are one. Looks ahead over blanks, which are then skipped either way.</summary>
    private static bool Continues(string text, int position, out int quote)
    {
        var line = false;
        for (quote = position; quote < text.Length && char.IsWhiteSpace(text[quote]); quote++)
        {
            line |= text[quote] == '\n';
        }

        return line && quote < text.Length && text[quote] == '\'';
    }

    private static void Escape(string text, ref int position, StringBuilder value)
    {
        var c = text[position++];
        switch (c)
        {
            case 'n': value.Append('\n'); break;
            case 't': value.Append('\t'); break;
            case 'r': value.Append('\r'); break;
            case 'b': value.Append('\b'); break;
            case 'f': value.Append('\f'); break;
            case 'x': value.Append((char)Digits(text, ref position, 16, 2, c)); break;
            case 'u': value.Append((char)Digits(text, ref position, 16, 4, c)); break;
            case 'U': AppendCodePoint(value, Digits(text, ref position, 16, 8, c)); break;
            case >= '0' and <= '7':
                position--;
                value.Append((char)Digits(text, ref position, 8, 3, c));
                break;
            default: value.Append(c); break;
        }
    }

    private static int Digits(string text, ref int position, int radix, int most, char otherwise)
    {
        var start = position;
        var value = 0;
        while (position < text.Length && position - start < most && Digit(text[position]) is var digit && digit >= 0 && digit < radix)
        {
            value = unchecked((value * radix) + digit);
            position++;
        }

        return position == start ? otherwise : value;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private static void AppendCodePoint(StringBuilder value, int point)
    {
        if (point is >= 0x10000 and <= 0x10FFFF)
        {
            value.Append(char.ConvertFromUtf32(point));
        }
        else
        {
            value.Append((char)point);
        }
    }

    /// <summary>UESCAPE behind a Unicode string says which character escapes.</summary>
    private static char EscapeCharacter(string text, ref int position)
    {
        var at = position;
        while (at < text.Length && at - position < LongestGap && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        if (at + 7 >= text.Length || string.Compare(text, at, "uescape", 0, 7, System.StringComparison.OrdinalIgnoreCase) != 0)
        {
            return '\\';
        }

        at += 7;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        if (at + 2 >= text.Length || text[at] != '\'' || text[at + 2] != '\'')
        {
            return '\\';
        }

        position = at + 3;
        return text[at + 1];
    }

    /// <summary>The escapes of <c>U&amp;'…'</c>.</summary>
    private static string Unicode(string text, char escape)
    {
        if (text.IndexOf(escape) < 0)
        {
            return text;
        }

        var value = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != escape)
            {
                value.Append(text[i++]);
                continue;
            }

            i++;
            if (i < text.Length && text[i] == escape)
            {
                value.Append(escape);
                i++;
                continue;
            }

            var most = i < text.Length && text[i] == '+' ? 6 : 4;
            i += most == 6 ? 1 : 0;
            AppendCodePoint(value, Digits(text, ref i, 16, most, escape));
        }

        return value.ToString();
    }

    private static bool TryDollar(string text, ref int position, out Token token)
    {
        var start = position;
        var tagEnd = start + 1;
        while (tagEnd < text.Length && text[tagEnd] != '$' && Lexer.IsWordPart(text[tagEnd]))
        {
            tagEnd++;
        }

        token = default;
        if (tagEnd >= text.Length || text[tagEnd] != '$' || text[start + 1] is >= '0' and <= '9')
        {
            return false;
        }

        var tag = text.Substring(start, tagEnd + 1 - start);
        var end = text.IndexOf(tag, tagEnd + 1, System.StringComparison.Ordinal);
        position = end < 0 ? text.Length : end + tag.Length;
        token = end < 0
            ? new Token(TokenKind.Bad, "a dollar-quoted string that does not end", start, position)
            : new Token(TokenKind.String, text.Substring(tagEnd + 1, end - tagEnd - 1), start, position);
        return true;
    }
}
