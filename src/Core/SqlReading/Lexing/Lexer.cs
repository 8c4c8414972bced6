using System.Collections.Generic;

namespace ShardSafety.Core.SqlReading.Lexing;

/// <summary>
/// Cuts a text into tokens as PostgreSQL's <c>scan.l</c> does, with the parameter forms of .NET drivers beside its own.
/// Every character is visited a bounded number of times.
/// </summary>
internal sealed class Lexer(string text)
{
    private const string OperatorCharacters = "+-*/<>=~!@#%^&|`?";

    /// <summary>NAMEDATALEN less its end; it keeps a run of signs from being visited over and over.</summary>
    private const int LongestName = 63;

    private readonly List<Token> _tokens = new(text.Length / 4);
    private int _position;

    /// <summary>The text's tokens; the last is always <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private char Current => At(0);

    private char At(int offset) => _position + offset < text.Length ? text[_position + offset] : '\0';

    private void ReadAll()
    {
        while (SkipBlank())
        {
            ReadToken();
        }

        _tokens.Add(new Token(TokenKind.End, "", text.Length, text.Length));
    }

    /// <summary>Skips space and comments; false at the end.</summary>
    private bool SkipBlank()
    {
        while (_position < text.Length)
        {
            var c = text[_position];
            if (char.IsWhiteSpace(c) || c == '\uFEFF')
            {
                _position++;
            }
            else if (c == '-' && At(1) == '-')
            {
                while (_position < text.Length && text[_position] is not ('\n' or '\r'))
                {
                    _position++;
                }
            }
            else if (c == '/' && At(1) == '*')
            {
                SkipBlockComment();
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void SkipBlockComment()
    {
        var start = _position;
        var depth = 0;
        do
        {
            if (Current == '/' && At(1) == '*')
            {
                depth++;
                _position += 2;
            }
            else if (Current == '*' && At(1) == '/')
            {
                depth--;
                _position += 2;
            }
            else
            {
                _position++;
            }
        }
        while (depth > 0 && _position < text.Length);

        if (depth > 0)
        {
            Add(TokenKind.Bad, "a comment that does not end", start);
        }
    }

    private void ReadToken()
    {
        var start = _position;
        var c = Current;
        if (StringLexer.TryRead(text, ref _position, out var literal))
        {
            Add(literal.Kind, literal.Text, start);
        }
        else if (IsWordStart(c))
        {
            ReadWord(start);
        }
        else if (IsDigit(c) || (c == '.' && IsDigit(At(1))))
        {
            ReadNumber(start);
        }
        else if (c == '$' && IsDigit(At(1)))
        {
            _position++;
            TakeWhile(IsDigit);
            AddRaw(TokenKind.Parameter, start);
        }
        else if ((c is '@' or ':') && IsWordStart(At(1)))
        {
            _position++;
            TakeWhile(IsWordPart);
            AddRaw(TokenKind.Parameter, start);
        }
        else if (c == ':' && At(1) is '\'' or '"')
        {
            ReadQuotedParameter(start);
        }
        else if (c == '{')
        {
            ReadHole(start);
        }
        else if (c is '(' or ')' or '[' or ']' or ',' or ';' or '.')
        {
            _position++;
            Add(TokenKind.Mark, c.ToString(), start);
        }
        else if (c == ':')
        {
            _position += At(1) is ':' or '=' ? 2 : 1;
            AddRaw(TokenKind.Mark, start);
        }
        else if (OperatorCharacters.IndexOf(c) >= 0)
        {
            ReadOperator(start);
        }
        else
        {
            _position++;
            Add(TokenKind.Bad, "a character that starts nothing", start);
        }
    }

    private void ReadWord(int start)
    {
        TakeWhile(IsWordPart);
        Add(TokenKind.Word, Fold(text.Substring(start, _position - start)), start);
    }

    private void ReadNumber(int start)
    {
        var kind = TokenKind.Integer;
        if (Current == '0' && At(1) is 'x' or 'X' or 'o' or 'O' or 'b' or 'B' && IsWordPart(At(2)))
        {
            _position += 2;
            TakeWhile(IsWordPart);
            Add(kind, Radix(text.Substring(start, _position - start)), start);
            return;
        }

        TakeWhile(c => IsDigit(c) || c == '_');
        if (Current == '.' && At(1) != '.')
        {
            kind = TokenKind.Number;
            _position++;
            TakeWhile(c => IsDigit(c) || c == '_');
        }

        if (Current is 'e' or 'E' && (IsDigit(At(1)) || (At(1) is '+' or '-' && IsDigit(At(2)))))
        {
            kind = TokenKind.Number;
            _position += 2;
            TakeWhile(IsDigit);
        }

        Add(kind, text.Substring(start, _position - start).Replace("_", ""), start);
    }

    /// <summary>Decimal digits of a hexadecimal, octal or binary number (PostgreSQL 16); as written if it is too large.</summary>
    private static string Radix(string written)
    {
        var radix = char.ToLowerInvariant(written[1]) switch { 'x' => 16, 'o' => 8, _ => 2 };
        ulong value = 0;
        foreach (var c in written.Substring(2))
        {
            if (c == '_')
            {
                continue;
            }

            var digit = IsDigit(c) ? c - '0' : char.ToLowerInvariant(c) - 'a' + 10;
            if (digit < 0 || digit >= radix || value > (long.MaxValue - (ulong)digit) / (ulong)radix)
            {
                return written;
            }

            value = (value * (ulong)radix) + (ulong)digit;
        }

        return value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary><c>{0}</c> or <c>{name}</c>, where a C# format string puts a parameter.</summary>
    private void ReadHole(int start)
    {
        _position++;
        TakeWhile(c => IsWordPart(c) || c == '.');
        if (Current == '}')
        {
            _position++;
            AddRaw(TokenKind.Parameter, start);
        }
        else
        {
            Add(TokenKind.Bad, "a brace that is no parameter", start);
        }
    }

    /// <summary><c>:'name'</c> or <c>:"name"</c>, as psql has variables.</summary>
    private void ReadQuotedParameter(int start)
    {
        _position++;
        StringLexer.TryRead(text, ref _position, out var name);
        if (name.Kind == TokenKind.Bad)
        {
            Add(TokenKind.Bad, name.Text, start);
        }
        else
        {
            AddRaw(TokenKind.Parameter, start);
        }
    }

    /// <summary>
    /// The longest run of operator characters, less what PostgreSQL takes back: comments inside it, and trailing signs
    /// unless the operator has a character that arithmetic has not. <c>@name</c> after an operator is a parameter.
    /// </summary>
    private void ReadOperator(int start)
    {
        var special = false;
        while (_position < text.Length && _position - start < LongestName && OperatorCharacters.IndexOf(Current) >= 0)
        {
            var c = Current;
            if ((c == '-' && At(1) == '-') || (c == '/' && At(1) == '*') || (c == '@' && _position > start && IsWordStart(At(1))))
            {
                break;
            }

            special |= "~!@#%^&|`?".IndexOf(c) >= 0;
            _position++;
        }

        while (!special && _position - start > 1 && text[_position - 1] is '+' or '-')
        {
            _position--;
        }

        var name = text.Substring(start, _position - start);
        Add(name == "=>" ? TokenKind.Mark : TokenKind.Operator, name == "!=" ? "<>" : name, start);
    }

    private void TakeWhile(System.Func<char, bool> take)
    {
        while (_position < text.Length && take(text[_position]))
        {
            _position++;
        }
    }

    private void AddRaw(TokenKind kind, int start) => Add(kind, text.Substring(start, _position - start), start);

    private void Add(TokenKind kind, string value, int start) => _tokens.Add(new Token(kind, value, start, _position));

    internal static bool IsWordStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' || c >= '\u0080';

    internal static bool IsWordPart(char c) => IsWordStart(c) || IsDigit(c) || c == '$';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    /// <summary>PostgreSQL folds the letters of ASCII only.</summary>
    internal static string Fold(string word)
    {
        var upper = -1;
        for (var i = 0; i < word.Length && upper < 0; i++)
        {
            upper = word[i] is >= 'A' and <= 'Z' ? i : -1;
        }

        if (upper < 0)
        {
            return word;
        }

        var folded = word.ToCharArray();
        for (var i = upper; i < folded.Length; i++)
        {
            if (folded[i] is >= 'A' and <= 'Z')
            {
                folded[i] = (char)(folded[i] + 32);
            }
        }

        return new string(folded);
    }
}
