using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;
using ShardSafety.Core.SqlReading.Lexing;

namespace ShardSafety.Core.Migrations.Sql;

/// <summary>A place in the tokens of one statement.</summary>
internal sealed class TokenCursor(IReadOnlyList<Token> tokens, int start, int end)
{
    private static readonly Token Nothing = new(TokenKind.End, "", 0, 0);

    public int Position { get; set; } = start;

    public int End => end;

    public Token Current => At(0);

    public bool AtEnd => Position >= end;

    public Token At(int offset) => Position + offset < end ? tokens[Position + offset] : Nothing;

    public TokenCursor Slice(int from, int to) => new(tokens, from, to);

    public Token Next()
    {
        var token = Current;
        Position++;
        return token;
    }

    public bool Is(params string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!At(i).IsWord(words[i]))
            {
                return false;
            }
        }

        return true;
    }

    public bool Take(params string[] words)
    {
        if (!Is(words))
        {
            return false;
        }

        Position += words.Length;
        return true;
    }

    public bool TakeMark(string mark)
    {
        if (!Current.IsMark(mark))
        {
            return false;
        }

        Position++;
        return true;
    }

    public string? Identifier() => Current.Kind is TokenKind.Word or TokenKind.Quoted ? Next().Text : null;

    public TableName? Name()
    {
        var names = new List<string>();
        do
        {
            if (Identifier() is not { } name)
            {
                return null;
            }

            names.Add(name);
        }
        while (TakeMark("."));
        return RegClass.Of(names);
    }

    /// <summary>Plain names in parentheses; expressions among them are left out.</summary>
    public List<string> Columns() => Elements().ConvertAll(static e => e.Name).FindAll(static n => n is not null).ConvertAll(static n => n!);

    /// <summary>The elements in parentheses: the name of those that begin with a plain one, and the tokens of each.</summary>
    public List<(string? Name, TokenCursor Tokens)> Elements()
    {
        var elements = new List<(string?, TokenCursor)>();
        foreach (var element in Parts())
        {
            var plain = element.Current.Kind is TokenKind.Word or TokenKind.Quoted && !element.At(1).IsMark("(") && !element.At(1).IsMark(".");
            elements.Add((plain ? element.Current.Text : null, element));
        }

        return elements;
    }

    /// <summary>What stands between the commas of a parenthesis, which is passed.</summary>
    public List<TokenCursor> Parts()
    {
        var parts = new List<TokenCursor>();
        if (!TakeMark("("))
        {
            return parts;
        }

        var from = Position;
        var depth = 0;
        for (; Position < end; Position++)
        {
            if (Current.IsMark("(") || Current.IsMark("["))
            {
                depth++;
            }
            else if (Current.IsMark("]"))
            {
                depth--;
            }
            else if (Current.IsMark(")") && depth-- == 0)
            {
                break;
            }
            else if (Current.IsMark(",") && depth == 0)
            {
                parts.Add(new TokenCursor(tokens, from, Position));
                from = Position + 1;
            }
        }

        if (Position > from)
        {
            parts.Add(new TokenCursor(tokens, from, Position));
        }

        Position++;
        return parts;
    }

    /// <summary>Passes one parenthesis, if it is next.</summary>
    public void SkipParenthesis()
    {
        if (Current.IsMark("("))
        {
            Parts();
        }
    }

    public SqlType Type()
    {
        var name = Identifier() ?? "";
        while (TakeMark("."))
        {
            name = Identifier() ?? name;
        }

        name = name switch
        {
            "double" when Take("precision") => "float8",
            "bit" when Take("varying") => "varbit",
            "character" or "char" when Take("varying") => "varchar",
            _ => name,
        };
        string? modifier = null;
        if (Current.IsMark("("))
        {
            modifier = Parts() is { Count: > 0 } parts ? parts[0].Current.Text : null;
        }

        if (name is "timestamp" or "time")
        {
            if (Take("with", "time", "zone"))
            {
                name += "tz";
            }
            else
            {
                Take("without", "time", "zone");
            }
        }

        var type = TypeNames.Of(name, modifier);
        while (TakeMark("["))
        {
            while (!AtEnd && !TakeMark("]"))
            {
                Position++;
            }

            type = type.IsArray ? type : type.ArrayOf();
        }

        return type;
    }
}
