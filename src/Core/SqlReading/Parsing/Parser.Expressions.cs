using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>Expressions by operator precedence (the table of PostgreSQL's <c>gram.y</c>).</summary>
internal sealed partial class Parser
{
    private const int OrLevel = 1;
    private const int AndLevel = 2;
    private const int NotLevel = 3;
    private const int IsLevel = 4;
    private const int ComparisonLevel = 5;
    private const int BetweenLevel = 6;
    private const int OperatorLevel = 7;
    private const int SumLevel = 8;
    private const int ProductLevel = 9;
    private const int PowerLevel = 10;
    private const int AtLevel = 11;
    private const int CollateLevel = 12;
    private const int SignLevel = 13;

    private ExprSyntax ReadExpr() => ReadExpr(OrLevel);

    private ExprSyntax ReadExpr(int level)
    {
        var start = Current.Start;
        if (!Enter())
        {
            return Nothing();
        }

        var left = ReadPrefix();
        while (!AtEnd && ReadInfix(left, start, level) is { } more)
        {
            left = more;
        }

        Leave();
        return left;
    }

    private ExprSyntax Nothing() => Spanned(new LiteralSyntax(null, SqlType.Unknown), Current.Start);

    private List<ExprSyntax> ReadExprs()
    {
        var items = new List<ExprSyntax>();
        do
        {
            items.Add(ReadExpr());
        }
        while (AcceptMark(","));

        return items;
    }

    private ExprSyntax ReadPrefix()
    {
        var token = Current;
        if (token.IsWord("not"))
        {
            Take();
            return Spanned(new NotSyntax(ReadExpr(NotLevel)), token.Start);
        }

        if (token.Kind != TokenKind.Operator || token.Text == "*")
        {
            return ReadPostfix();
        }

        Take();
        var isSign = token.Text is "-" or "+";
        var arg = ReadExpr(isSign ? SignLevel : OperatorLevel);
        if (isSign && arg is LiteralSyntax { Value: long or decimal or double } number)
        {
            return Spanned(token.Text == "-" ? Negate(number) : number, token.Start);
        }

        return Spanned(new OperatorSyntax(token.Text, null, arg), token.Start);
    }

    /// <summary>PostgreSQL's <c>doNegate</c>: a sign before a number belongs to the number.</summary>
    private static LiteralSyntax Negate(LiteralSyntax number) => number.Value switch
    {
        long value => new LiteralSyntax(-value, number.Type),
        decimal value => new LiteralSyntax(-value, number.Type),
        double value => new LiteralSyntax(-value, number.Type),
        _ => number,
    };

    /// <summary>Reads what continues <paramref name="left"/> at this level or a tighter one; null when nothing does.</summary>
    private ExprSyntax? ReadInfix(ExprSyntax left, int start, int level)
    {
        var token = Current;
        if (token.Kind == TokenKind.Operator)
        {
            var tightness = Tightness(token.Text);
            if (tightness < level)
            {
                return null;
            }

            Take();
            return ReadOperator(left, token.Text, tightness, start);
        }

        return token.Kind == TokenKind.Word ? ReadWordInfix(left, token.Text, start, level) : null;
    }

    private static int Tightness(string name) => name switch
    {
        "=" or "<" or ">" or "<=" or ">=" or "<>" => ComparisonLevel,
        "+" or "-" => SumLevel,
        "*" or "/" or "%" => ProductLevel,
        "^" => PowerLevel,
        _ => OperatorLevel,
    };

    private ExprSyntax ReadOperator(ExprSyntax left, string name, int tightness, int start)
    {
        if ((Is("any") || Is("some") || Is("all")) && Ahead(1).IsMark("("))
        {
            return ReadQuantified(left, name, start);
        }

        var node = Spanned(new OperatorSyntax(name, left, ReadExpr(tightness + 1)), start);
        if (node.Chain > LongestChain)
        {
            Fail("too many operators in one expression");
        }

        return node;
    }

    private ExprSyntax ReadQuantified(ExprSyntax left, string name, int start)
    {
        var all = Take().Text == "all";
        if (StartsQuery(1))
        {
            return Spanned(new SubquerySyntax(all ? SubLinkKind.All : SubLinkKind.Any, name, left, ReadQueryInParentheses()), start);
        }

        var items = ReadParenthesised();
        return items switch
        {
            [SubquerySyntax { Kind: SubLinkKind.Scalar } subquery] =>
                Spanned(new SubquerySyntax(all ? SubLinkKind.All : SubLinkKind.Any, name, left, subquery.Query), start),
            [var array] => Spanned(new QuantifiedSyntax(name, left, array, all), start),
            _ => Spanned(new QuantifiedSyntax(name, left, Spanned(new ListSyntax(ListKind.Row, items), start), all), start),
        };
    }

    private ExprSyntax? ReadWordInfix(ExprSyntax left, string word, int start, int level)
    {
        switch (word)
        {
            case "and" when level <= AndLevel:
                return ReadLogic(left, BoolOp.And, AndLevel, start);
            case "or" when level <= OrLevel:
                return ReadLogic(left, BoolOp.Or, OrLevel, start);
            case "is" when level <= IsLevel:
                Take();
                return ReadIs(left, start);
            case "isnull" or "notnull" when level <= IsLevel:
                Take();
                return Spanned(new IsSyntax(left, "null", word == "notnull"), start);
            case "collate" when level <= CollateLevel:
                Take();
                ReadTableName();
                return Spanned(new CollateSyntax(left), start);
            case "at" when level <= AtLevel && Ahead(1).IsWord("time"):
                Take();
                Take();
                Expect("zone");
                return Spanned(new CallSyntax(["timezone"], [ReadExpr(AtLevel + 1), left]), start);
            case "at" when level <= AtLevel && Ahead(1).IsWord("local"):
                Take();
                Take();
                return Spanned(new CallSyntax(["timezone"], [left]), start);
            case "operator" when level <= OperatorLevel && Ahead(1).IsMark("("):
                return ReadOperator(left, ReadOperatorName(), OperatorLevel, start);
            case "overlaps" when level <= OperatorLevel:
                Take();
                return Spanned(new CallSyntax(["overlaps"], [left, ReadExpr(OperatorLevel + 1)]), start);
            case "between" or "in" or "like" or "ilike" or "similar" when level <= BetweenLevel:
                return ReadMatch(left, negated: false, start);
            case "not" when level <= BetweenLevel && Ahead(1).Kind == TokenKind.Word
                && Ahead(1).Text is "between" or "in" or "like" or "ilike" or "similar":
                Take();
                return ReadMatch(left, negated: true, start);
            default:
                return null;
        }
    }

    /// <summary>One flat list for a whole chain of ANDs or ORs.</summary>
    private LogicSyntax ReadLogic(ExprSyntax first, BoolOp op, int level, int start)
    {
        var word = op == BoolOp.And ? "and" : "or";
        var args = new List<ExprSyntax> { first };
        while (Accept(word))
        {
            args.Add(ReadExpr(level + 1));
        }

        return Spanned(new LogicSyntax(op, args), start);
    }

    /// <summary><c>OPERATOR(schema.name)</c>.</summary>
    private string ReadOperatorName()
    {
        Take();
        ExpectMark("(");
        while (Current.Kind is TokenKind.Word or TokenKind.Quoted)
        {
            Take();
            ExpectMark(".");
        }

        var name = Take().Text;
        ExpectMark(")");
        return name;
    }

    private ExprSyntax ReadIs(ExprSyntax left, int start)
    {
        var negated = Accept("not");
        if (Accept("distinct"))
        {
            Expect("from");
            return Spanned(new DistinctFromSyntax(left, ReadExpr(ComparisonLevel), negated), start);
        }

        var what = Current;
        if (what.Kind == TokenKind.Word && what.Text is "null" or "true" or "false" or "unknown")
        {
            Take();
            return Spanned(new IsSyntax(left, what.Text, negated), start);
        }

        if (what.Kind == TokenKind.Word && what.Text is "document" or "normalized" or "nfc" or "nfd" or "nfkc" or "nfkd" or "json")
        {
            Take();
            while (Is("normalized") || Is("object") || Is("array") || Is("scalar") || Is("value"))
            {
                Take();
            }

            if ((Is("with") || Is("without")) && Ahead(1).IsWord("unique"))
            {
                Take();
                Take();
                Accept("keys");
            }

            var test = Spanned(new CallSyntax(["is_" + what.Text], [left]), start);
            return negated ? Spanned(new NotSyntax(test), start) : test;
        }

        Fail("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM expected" + Found());
        return left;
    }

    private ExprSyntax ReadMatch(ExprSyntax left, bool negated, int start)
    {
        switch (Take().Text)
        {
            case "between":
                var symmetric = Accept("symmetric");
                _ = symmetric || Accept("asymmetric");
                var low = ReadExpr(OperatorLevel);
                Expect("and");
                return Spanned(new BetweenSyntax(left, low, ReadExpr(OperatorLevel), negated, symmetric), start);
            case "in":
                return ReadIn(left, negated, start);
            case "like":
                return ReadLike(left, negated ? "!~~" : "~~", "like_escape", start);
            case "ilike":
                return ReadLike(left, negated ? "!~~*" : "~~*", "like_escape", start);
            default:
                Expect("to");
                return ReadSimilar(left, negated, start);
        }
    }

    private ExprSyntax ReadIn(ExprSyntax left, bool negated, int start)
    {
        ExprSyntax result;
        if (StartsQuery(1))
        {
            result = Spanned(new SubquerySyntax(SubLinkKind.Any, "=", left, ReadQueryInParentheses()), start);
        }
        else
        {
            var items = ReadParenthesised();
            if (items is not [SubquerySyntax { Kind: SubLinkKind.Scalar } subquery])
            {
                return Spanned(new InSyntax(left, items, negated), start);
            }

            result = Spanned(new SubquerySyntax(SubLinkKind.Any, "=", left, subquery.Query), start);
        }

        return negated ? Spanned(new NotSyntax(result), start) : result;
    }

    private ExprSyntax ReadLike(ExprSyntax left, string name, string escape, int start)
    {
        if ((Is("any") || Is("some") || Is("all")) && Ahead(1).IsMark("("))
        {
            return ReadQuantified(left, name, start);
        }

        var pattern = ReadExpr(OperatorLevel);
        if (Accept("escape"))
        {
            // The standard escape character changes nothing, so the pattern stays what it is.
            var character = ReadExpr(OperatorLevel);
            if (character is not LiteralSyntax { Value: "\\" })
            {
                pattern = Spanned(new CallSyntax([escape], [pattern, character]), pattern.Start);
            }
        }

        return Spanned(new OperatorSyntax(name, left, pattern), start);
    }

    private ExprSyntax ReadSimilar(ExprSyntax left, bool negated, int start)
    {
        var at = Current.Start;
        var args = new List<ExprSyntax> { ReadExpr(OperatorLevel) };
        if (Accept("escape"))
        {
            args.Add(ReadExpr(OperatorLevel));
        }

        var pattern = Spanned(new CallSyntax(["similar_to_escape"], args), at);
        return Spanned(new OperatorSyntax(negated ? "!~" : "~", left, pattern), start);
    }
}
