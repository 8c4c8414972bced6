using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>Function calls, plain and with a grammar of their own.</summary>
internal sealed partial class Parser
{
    private CallSyntax ReadCall(List<string> name, int start)
    {
        var args = new List<ExprSyntax>();
        var call = new CallSyntax(name, args);
        ExpectMark("(");
        if (Current.IsOperator("*") && Ahead(1).IsMark(")"))
        {
            Take();
            call.Star = true;
        }
        else if (!IsMark(")"))
        {
            call.Distinct = Accept("distinct");
            _ = call.Distinct || Accept("all");
            do
            {
                args.Add(ReadArgument());
            }
            while (AcceptMark(","));

            if (Accept("order", "by"))
            {
                call.OrderBy = ReadOrder();
            }

            if (name[name.Count - 1].StartsWith("json", System.StringComparison.Ordinal))
            {
                SkipJsonClauses();
            }
        }

        ExpectMark(")");
        ReadCallTail(call);
        return Spanned(call, start);
    }

    private ExprSyntax ReadArgument()
    {
        Accept("variadic");
        if (Current.Kind is TokenKind.Word or TokenKind.Quoted && Ahead(1) is { Kind: TokenKind.Mark, Text: "=>" or ":=" })
        {
            Take();
            Take();
        }

        var arg = ReadExpr();
        Accept("format", "json");
        if (Accept("value") || AcceptMark(":"))
        {
            // A pair of JSON_OBJECT and its kin: both are read, only the value is kept beside the key in order.
            return Spanned(new ListSyntax(ListKind.Row, [arg, ReadExpr()]), arg.Start);
        }

        return arg;
    }

    /// <summary>What SQL/JSON functions hang behind their arguments (PASSING, RETURNING, ON EMPTY …); none of it moves rows.</summary>
    private void SkipJsonClauses()
    {
        for (var open = 0; !AtEnd && (open > 0 || !IsMark(")"));)
        {
            var token = Take();
            open += token.IsMark("(") ? 1 : token.IsMark(")") ? -1 : 0;
        }
    }

    private void ReadCallTail(CallSyntax call)
    {
        if (Is("within") && Ahead(1).IsWord("group"))
        {
            Take();
            Take();
            ExpectMark("(");
            Expect("order");
            Expect("by");
            call.OrderBy = ReadOrder();
            ExpectMark(")");
            call.WithinGroup = true;
        }

        if (Is("filter") && Ahead(1).IsMark("("))
        {
            Take();
            Take();
            Expect("where");
            call.Filter = ReadExpr();
            ExpectMark(")");
        }

        if (Is("over") && (Ahead(1).IsMark("(") || Ahead(1).Kind is TokenKind.Word or TokenKind.Quoted))
        {
            Take();
            call.Over = IsMark("(") ? ReadWindow() : new WindowSyntax { Base = ReadLabel("a window") };
        }
    }

    /// <summary>A window in parentheses; the frame does not matter to where rows are.</summary>
    private WindowSyntax ReadWindow()
    {
        var window = new WindowSyntax();
        ExpectMark("(");
        if (IsName && !(Is("partition") && Ahead(1).IsWord("by")) && !(Ahead(1).Kind != TokenKind.Mark && (Is("rows") || Is("range") || Is("groups"))))
        {
            window.Base = Take().Text;
        }

        if (Accept("partition", "by"))
        {
            window.PartitionBy = ReadExprs();
        }

        if (Accept("order", "by"))
        {
            window.OrderBy = ReadOrder();
        }

        for (var open = 0; !AtEnd && (open > 0 || !IsMark(")"));)
        {
            var token = Take();
            open += token.IsMark("(") ? 1 : token.IsMark(")") ? -1 : 0;
        }

        ExpectMark(")");
        return window;
    }

    /// <summary>Calls whose arguments are parted by words; null when it is an ordinary call.</summary>
    private ExprSyntax? ReadSpecialCall(Token token)
    {
        switch (token.Text)
        {
            case "cast" or "treat":
                Take();
                ExpectMark("(");
                var arg = ReadExpr();
                Expect("as");
                var type = ReadType();
                if (Accept("collate"))
                {
                    ReadTableName();
                }

                ExpectMark(")");
                return Spanned(new CastSyntax(arg, type), token.Start);
            case "coalesce":
                Take();
                return Spanned(new ListSyntax(ListKind.Coalesce, ReadArguments()), token.Start);
            case "greatest" or "least":
                Take();
                return Spanned(new ListSyntax(token.Text == "least" ? ListKind.Least : ListKind.Greatest, ReadArguments()), token.Start);
            case "extract" or "position" or "substring" or "overlay" or "trim" or "normalize":
                return ReadWordedCall(token);
            case "grouping" when Ahead(2).IsWord("sets"):
                return null;
            case "xmlelement" or "xmlforest" or "xmlparse" or "xmlserialize" or "xmlroot" or "xmlattributes" or "xmlpi" or "xmlexists":
                Take();
                SkipParentheses();
                return Spanned(new CallSyntax([token.Text], []), token.Start);
            default:
                return null;
        }
    }

    /// <summary>EXTRACT (a FROM b), POSITION (a IN b), SUBSTRING (a FROM b FOR c), OVERLAY, TRIM (BOTH a FROM b).</summary>
    private CallSyntax ReadWordedCall(Token token)
    {
        Take();
        ExpectMark("(");
        var args = new List<ExprSyntax>();
        var name = token.Text switch { "trim" => "btrim", "extract" => "extract", var other => other };
        if (token.Text == "trim" && Current.Kind == TokenKind.Word && Current.Text is "both" or "leading" or "trailing")
        {
            name = Take().Text switch { "leading" => "ltrim", "trailing" => "rtrim", _ => "btrim" };
            Accept("from");
        }
        else if (token.Text == "extract" && Ahead(1).IsWord("from"))
        {
            var field = Take();
            args.Add(Spanned(new LiteralSyntax(field.Text, SqlType.Text), field.Start));
        }

        while (!AtEnd && !IsMark(")"))
        {
            if (IsMark(",") || Is("from") || Is("for") || Is("in") || Is("placing") || Is("similar") || Is("escape"))
            {
                Take();
            }
            else
            {
                // Above IN, which parts the arguments of POSITION.
                var before = _position;
                args.Add(ReadExpr(token.Text is "position" or "substring" ? OperatorLevel : OrLevel));
                if (_position == before)
                {
                    Fail("an argument expected" + Found());
                }
            }
        }

        ExpectMark(")");
        return Spanned(new CallSyntax([name], args), token.Start);
    }
}
