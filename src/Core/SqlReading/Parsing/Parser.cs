using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>
/// Reads tokens into syntax by recursive descent without ever going back, so in linear time. A mistake is noted once and
/// moves the reader to the statement's end, where every loop stops: nothing is thrown.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>Deeper nesting than this is not read, so that the stack holds on any thread, here and in whoever walks the result.</summary>
    private const int DeepestNesting = 160;

    /// <summary>The same for operators, joins and set operations that lean to the left.</summary>
    private const int LongestChain = 1500;

    private readonly List<Token> _tokens;
    private int _position;
    private int _end;
    private int _depth;
    private long _steps;
    private Unreadable? _error;

    private readonly int _source;

    private Parser(List<Token> tokens, int source) => (_tokens, _source) = (tokens, source);

    /// <summary>Reads all statements of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its number, which the origins bear.</param>
    public static List<StatementSyntax> Read(string text, int source = 0) => Read(text, source, out _);

    /// <summary>Reads all statements of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its number, which the origins bear.</param>
    /// <param name="steps">How many tokens were looked at, for those who measure that time is linear.</param>
    public static List<StatementSyntax> Read(string text, int source, out long steps)
    {
        var parser = new Parser(Lexer.Read(text), source);
        var statements = parser.ReadAll();
        steps = parser._steps;
        return statements;
    }

    private List<StatementSyntax> ReadAll()
    {
        var statements = new List<StatementSyntax>();
        var last = _tokens.Count - 1;
        while (_position < last)
        {
            if (_tokens[_position].IsMark(";"))
            {
                _position++;
                continue;
            }

            _end = StatementEnd(_position);
            _error = null;
            _depth = 0;
            var statement = ReadStatement();
            if (_position < _end)
            {
                Fail("'" + Current.Text + "' was not expected here");
            }

            statement.Error = _error;
            statements.Add(statement);
            _position = _end;
        }

        return statements;
    }

    /// <summary>The next semicolon outside parentheses and BEGIN ATOMIC bodies.</summary>
    private int StatementEnd(int start)
    {
        var parentheses = 0;
        var bodies = 0;
        var i = start;
        for (; _tokens[i].Kind != TokenKind.End; i++)
        {
            var token = _tokens[i];
            if (token.IsMark("("))
            {
                parentheses++;
            }
            else if (token.IsMark(")"))
            {
                parentheses--;
            }
            else if (token.IsWord("atomic") && i > start && _tokens[i - 1].IsWord("begin"))
            {
                bodies = 1;
            }
            else if (bodies > 0 && token.IsWord("case"))
            {
                bodies++;
            }
            else if (bodies > 0 && token.IsWord("end"))
            {
                bodies--;
            }
            else if (token.IsMark(";") && parentheses <= 0 && bodies == 0)
            {
                break;
            }
        }

        return i;
    }

    private Token Current => Ahead(0);

    private Token Ahead(int count)
    {
        _steps++;
        var index = _position + count;
        if (index < _end)
        {
            return _tokens[index];
        }

        var at = _tokens[_end];
        return new Token(TokenKind.End, "", at.Start, at.Start);
    }

    private int LastEnd => _position > 0 ? _tokens[_position - 1].End : 0;

    private Token Take()
    {
        var token = Current;
        if (_position < _end)
        {
            _position++;
        }

        return token;
    }

    private bool AtEnd => _position >= _end;

    private bool Is(string word) => Current.IsWord(word);

    private bool IsMark(string mark) => Current.IsMark(mark);

    private bool Accept(string word)
    {
        if (!Is(word))
        {
            return false;
        }

        Take();
        return true;
    }

    private bool Accept(string first, string second)
    {
        if (!Is(first) || !Ahead(1).IsWord(second))
        {
            return false;
        }

        Take();
        Take();
        return true;
    }

    private bool AcceptMark(string mark)
    {
        if (!IsMark(mark))
        {
            return false;
        }

        Take();
        return true;
    }

    private void Expect(string word)
    {
        if (!Accept(word))
        {
            Fail(word.ToUpperInvariant() + " expected" + Found());
        }
    }

    private void ExpectMark(string mark)
    {
        if (!AcceptMark(mark))
        {
            Fail("'" + mark + "' expected" + Found());
        }
    }

    private string Found() => Current.Kind switch
    {
        TokenKind.End => ", but the statement ends",
        TokenKind.Bad => ", found " + Current.Text,
        _ => ", found '" + Current.Text + "'",
    };

    /// <summary>Notes why the statement can't be read and goes to its end.</summary>
    private void Fail(string reason)
    {
        var token = Current;
        _error ??= new Unreadable(
            token.Kind == TokenKind.Bad ? token.Text : reason,
            new Origin(_source, token.Start, token.End - token.Start));
        _position = _end;
    }

    private bool Enter()
    {
        if (++_depth <= DeepestNesting)
        {
            return true;
        }

        Fail("nested too deeply");
        return false;
    }

    private void Leave() => _depth--;

    private T Spanned<T>(T node, int start)
        where T : ExprSyntax
    {
        node.Start = start;
        node.End = LastEnd;
        return node;
    }

    /// <summary>A name where a table, column or alias may stand.</summary>
    private bool IsName => Current.Kind == TokenKind.Quoted || (Current.Kind == TokenKind.Word && Keywords.IsName(Current.Text));

    private string ReadName(string what)
    {
        if (IsName)
        {
            return Take().Text;
        }

        Fail(what + " expected" + Found());
        return "";
    }

    /// <summary>A name where nothing else could stand: behind AS or a dot.</summary>
    private string ReadLabel(string what)
    {
        if (Current.Kind is TokenKind.Quoted or TokenKind.Word)
        {
            return Take().Text;
        }

        Fail(what + " expected" + Found());
        return "";
    }

    /// <summary>Names in parentheses.</summary>
    private List<string> ReadNames(string what)
    {
        var names = new List<string>();
        ExpectMark("(");
        do
        {
            names.Add(ReadName(what));
        }
        while (AcceptMark(","));

        ExpectMark(")");
        return names;
    }

    private TableName ReadTableName()
    {
        var name = ReadName("a table");
        string? schema = null;
        while (AcceptMark("."))
        {
            schema = name;
            name = ReadLabel("a table");
        }

        return new TableName(schema, name);
    }

    /// <summary>Skips to behind the parenthesis that closes the one at hand.</summary>
    private void SkipParentheses()
    {
        ExpectMark("(");
        for (var open = 1; open > 0 && !AtEnd;)
        {
            var token = Take();
            open += token.IsMark("(") ? 1 : token.IsMark(")") ? -1 : 0;
        }
    }
}
