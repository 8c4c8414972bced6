using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>Type names and literals that begin with one.</summary>
internal sealed partial class Parser
{
    private SqlType ReadType()
    {
        Accept("setof");
        var name = ReadLabel("a type");
        while (AcceptMark("."))
        {
            name = ReadLabel("a type");
        }

        if (name == "double" && Accept("precision"))
        {
            name = "float8";
        }
        else if (name == "national")
        {
            name = ReadLabel("a type");
        }

        if (name is "character" or "char" or "nchar" or "bit" && Accept("varying"))
        {
            name = name == "bit" ? "varbit" : "varchar";
        }

        var modifier = ReadModifier();
        if (name is "time" or "timestamp")
        {
            if (Accept("with", "time"))
            {
                Expect("zone");
                name += "tz";
            }
            else if (Accept("without", "time"))
            {
                Expect("zone");
            }
        }
        else if (name == "interval")
        {
            ReadIntervalFields();
            modifier ??= ReadModifier();
        }

        var type = TypeNames.Of(name, modifier);
        if (AcceptMark("%"))
        {
            Accept("type");
        }

        for (var count = 0; (IsMark("[") || Is("array")) && count < 8; count++)
        {
            if (Accept("array") && !IsMark("["))
            {
                type = type.ArrayOf();
                continue;
            }

            ExpectMark("[");
            if (Current.Kind == TokenKind.Integer)
            {
                Take();
            }

            ExpectMark("]");
            type = type.IsArray ? type : type.ArrayOf();
        }

        return type;
    }

    private string? ReadModifier()
    {
        if (!IsMark("("))
        {
            return null;
        }

        Take();
        var parts = new List<string>();
        while (!AtEnd && !IsMark(")"))
        {
            parts.Add(Take().Text);
        }

        ExpectMark(")");
        return string.Concat(parts);
    }

    private void ReadIntervalFields()
    {
        while (Current.Kind == TokenKind.Word && Current.Text is "year" or "month" or "day" or "hour" or "minute" or "second" or "to")
        {
            if (Is("to") && Ahead(1).Kind != TokenKind.Word)
            {
                return;
            }

            Take();
        }
    }

    /// <summary><c>timestamp with time zone '…'</c>, <c>double precision '…'</c>, <c>interval(3) '…'</c>: a type of several words before a string.</summary>
    private bool StartsTypedLiteral(Token token, Token next)
    {
        switch (token.Text)
        {
            case "double":
                return next.IsWord("precision") && Ahead(2).Kind == TokenKind.String;
            case "character" or "char" or "bit" when next.IsWord("varying"):
                return Ahead(2).Kind == TokenKind.String || (Ahead(2).IsMark("(") && Ahead(5).Kind == TokenKind.String);
            case "timestamp" or "time" when next.IsWord("with") || next.IsWord("without"):
                return Ahead(2).IsWord("time") && Ahead(4).Kind == TokenKind.String;
            case "timestamp" or "time" or "interval" or "varchar" or "char" or "bit" or "numeric" or "decimal" or "timestamptz" when next.IsMark("("):
                return Ahead(3).IsMark(")") && (Ahead(4).Kind == TokenKind.String || (Ahead(4).Kind == TokenKind.Word && Ahead(7).Kind == TokenKind.String));
            default:
                return false;
        }
    }

    private ExprSyntax ReadTypedLiteral()
    {
        var start = Current.Start;
        var type = ReadType();
        if (Current.Kind != TokenKind.String)
        {
            Fail("a string expected" + Found());
            return Nothing();
        }

        var value = Take();
        if (type.Name == "interval")
        {
            ReadIntervalFields();
            ReadModifier();
        }

        return Spanned(new CastSyntax(Spanned(new LiteralSyntax(value.Text, SqlType.Unknown), value.Start), type), start);
    }
}
