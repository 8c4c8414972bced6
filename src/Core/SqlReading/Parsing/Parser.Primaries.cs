using System.Collections.Generic;
using System.Globalization;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>What operators stand between: literals, names, parentheses, subqueries, and what may follow them directly.</summary>
internal sealed partial class Parser
{
    private ExprSyntax ReadPostfix()
    {
        var start = Current.Start;
        var left = ReadPrimary();
        for (var count = 0; ; count++)
        {
            if (count > DeepestNesting)
            {
                Fail("too many casts or subscripts");
            }

            if (AcceptMark("::"))
            {
                left = Spanned(new CastSyntax(left, ReadType()), start);
            }
            else if (IsMark("["))
            {
                left = ReadSubscript(left, start);
            }
            else if (IsMark(".") && left is not NameSyntax { Star: true } && Ahead(1).Kind is TokenKind.Word or TokenKind.Quoted)
            {
                Take();
                left = Spanned(new AccessSyntax(left, [], Take().Text), start);
            }
            else if (IsMark(".") && Ahead(1).IsOperator("*"))
            {
                Take();
                Take();
                left = Spanned(new AccessSyntax(left, [], "*"), start);
            }
            else
            {
                return left;
            }
        }
    }

    private ExprSyntax ReadSubscript(ExprSyntax left, int start)
    {
        var indexes = new List<ExprSyntax>();
        Take();
        var slice = AcceptMark(":");
        if (!IsMark("]"))
        {
            indexes.Add(ReadExpr());
        }

        if (AcceptMark(":"))
        {
            slice = true;
            if (!IsMark("]"))
            {
                indexes.Add(ReadExpr());
            }
        }

        ExpectMark("]");
        return Spanned(new AccessSyntax(left, indexes, null) { Slice = slice }, start);
    }

    private ExprSyntax ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.String:
                Take();
                return Spanned(new LiteralSyntax(token.Text, SqlType.Unknown), token.Start);
            case TokenKind.Bits:
                Take();
                return Spanned(new LiteralSyntax(token.Text, new SqlType("bit")), token.Start);
            case TokenKind.Integer or TokenKind.Number:
                Take();
                return Spanned(Number(token), token.Start);
            case TokenKind.Parameter:
                Take();
                return Spanned(new ParameterSyntax(token.Text), token.Start);
            case TokenKind.Operator when token.Text == "*":
                Take();
                return Spanned(new NameSyntax([], star: true), token.Start);
            case TokenKind.Mark when token.Text == "(":
                return ReadParenthesis();
            case TokenKind.Word:
                return ReadWord(token);
            case TokenKind.Quoted:
                return ReadNameOrCall();
            default:
                Fail("an expression expected" + Found());
                return Nothing();
        }
    }

    /// <summary>The types of <c>make_const</c>: int4, int8 or numeric, whichever is the first to hold it.</summary>
    private static LiteralSyntax Number(Token token)
    {
        if (token.Kind == TokenKind.Integer && long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var integer))
        {
            return new LiteralSyntax(integer, integer <= int.MaxValue ? SqlType.Int4 : SqlType.Int8);
        }

        if (decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return new LiteralSyntax(number, SqlType.Numeric);
        }

        return new LiteralSyntax(token.Text, SqlType.Numeric);
    }

    /// <summary>A subquery, a row, or an expression in parentheses, which may turn out to be the first arm of a set operation.</summary>
    private ExprSyntax ReadParenthesis()
    {
        var start = Current.Start;
        if (!Enter())
        {
            return Nothing();
        }

        ExprSyntax result;
        if (StartsQuery(1))
        {
            result = Spanned(new SubquerySyntax(SubLinkKind.Scalar, null, null, ReadQueryInParentheses()), start);
        }
        else
        {
            var items = ReadParenthesised();
            result = items.Count == 1 ? items[0] : Spanned(new ListSyntax(ListKind.Row, items), start);
        }

        Leave();
        return result;
    }

    /// <summary>Expressions in parentheses. A lone subquery may be the first arm of a set operation that goes on behind it.</summary>
    private List<ExprSyntax> ReadParenthesised()
    {
        ExpectMark("(");
        var items = ReadExprs();
        if (items is [SubquerySyntax { Kind: SubLinkKind.Scalar } subquery] && ContinuesQuery)
        {
            subquery.Query = ReadQueryTail(ReadSetOperations(subquery.Query, UnionLevel));
        }

        ExpectMark(")");
        return items;
    }

    private ExprSyntax ReadWord(Token token)
    {
        var next = Ahead(1);
        switch (token.Text)
        {
            case "null":
                Take();
                return Spanned(new LiteralSyntax(null, SqlType.Unknown), token.Start);
            case "true" or "false":
                Take();
                return Spanned(new LiteralSyntax(token.Text == "true", SqlType.Bool), token.Start);
            case "default":
                Take();
                return Spanned(new DefaultSyntax(), token.Start);
            case "case":
                return ReadCase();
            case "exists" when next.IsMark("("):
                Take();
                return Spanned(new SubquerySyntax(SubLinkKind.Exists, null, null, ReadQueryInParentheses()), token.Start);
            case "array" when next.IsMark("["):
                Take();
                return ReadArray();
            case "array" when next.IsMark("("):
                Take();
                return Spanned(new SubquerySyntax(SubLinkKind.Array, null, null, ReadQueryInParentheses()), token.Start);
            case "collation" when next.IsWord("for") && Ahead(2).IsMark("("):
                Take();
                Take();
                return Spanned(new CallSyntax(["pg_collation_for"], ReadArguments()), token.Start);
            case "row" when next.IsMark("("):
                Take();
                return Spanned(new ListSyntax(ListKind.Row, ReadArguments()), token.Start);
            case "current_date" or "current_time" or "current_timestamp" or "localtime" or "localtimestamp" or "current_user"
                or "session_user" or "current_role" or "user" or "current_catalog" or "system_user":
                Take();
                return ReadNiladic(token);
        }

        if (next.Kind == TokenKind.String || StartsTypedLiteral(token, next))
        {
            return ReadTypedLiteral();
        }

        return next.IsMark("(") && ReadSpecialCall(token) is { } call ? call : ReadNameOrCall();
    }

    private CallSyntax ReadNiladic(Token token)
    {
        if (IsMark("("))
        {
            SkipParentheses();
        }

        return Spanned(new CallSyntax([token.Text], []), token.Start);
    }

    private ListSyntax ReadArray()
    {
        var start = Current.Start;
        var items = new List<ExprSyntax>();
        if (Enter())
        {
            ExpectMark("[");
            if (!IsMark("]"))
            {
                do
                {
                    // An inner list of a multi-dimensional array needs no word before it.
                    items.Add(IsMark("[") ? ReadArray() : ReadExpr());
                }
                while (AcceptMark(","));
            }

            ExpectMark("]");
            Leave();
        }

        return Spanned(new ListSyntax(ListKind.Array, items), start);
    }

    /// <summary>Arguments in parentheses, perhaps none.</summary>
    private List<ExprSyntax> ReadArguments()
    {
        ExpectMark("(");
        var items = IsMark(")") ? [] : ReadExprs();
        ExpectMark(")");
        return items;
    }

    private CaseSyntax ReadCase()
    {
        var start = Take().Start;
        var subject = Is("when") ? null : ReadExpr();
        var whens = new List<(ExprSyntax, ExprSyntax)>();
        while (Accept("when"))
        {
            var when = ReadExpr();
            Expect("then");
            whens.Add((when, ReadExpr()));
        }

        var otherwise = Accept("else") ? ReadExpr() : null;
        Expect("end");
        return Spanned(new CaseSyntax(subject, whens, otherwise), start);
    }

    /// <summary>A name of one or more parts, or a call if a parenthesis follows.</summary>
    private ExprSyntax ReadNameOrCall()
    {
        var first = Current;
        if (first.Kind == TokenKind.Word && !Keywords.IsFunctionName(first.Text))
        {
            Fail("an expression expected" + Found());
            return Nothing();
        }

        var parts = new List<string> { Take().Text };
        while (IsMark("."))
        {
            var next = Ahead(1);
            if (next.IsOperator("*"))
            {
                Take();
                Take();
                return Spanned(new NameSyntax(parts, star: true), first.Start);
            }

            Take();
            parts.Add(ReadLabel("a name"));
        }

        if (IsMark("("))
        {
            return ReadCall(parts, first.Start);
        }

        if (Current.Kind == TokenKind.String && parts.Count > 1)
        {
            return Spanned(new CastSyntax(new LiteralSyntax(Take().Text, SqlType.Unknown), TypeNames.Of(parts[parts.Count - 1])), first.Start);
        }

        return Spanned(new NameSyntax(parts, star: false), first.Start);
    }
}
