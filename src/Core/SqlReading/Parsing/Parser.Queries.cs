using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>SELECT and what holds several of them together.</summary>
internal sealed partial class Parser
{
    private const int UnionLevel = 1;
    private const int IntersectLevel = 2;

    /// <summary>Whether a query begins at the token so far ahead. An opening parenthesis is left to whoever asks.</summary>
    private bool StartsQuery(int ahead)
    {
        var token = Ahead(ahead);
        var next = Ahead(ahead + 1);
        return token.Kind == TokenKind.Word && token.Text switch
        {
            "select" or "with" => true,
            "values" => next.IsMark("("),
            "table" => next.Kind is TokenKind.Word or TokenKind.Quoted,
            "insert" => next.IsWord("into"),
            "delete" => next.IsWord("from"),
            "merge" => next.IsWord("into"),
            "update" => next.Kind is TokenKind.Word or TokenKind.Quoted && Ahead(ahead + 2).Kind is not TokenKind.End,
            _ => false,
        };
    }

    /// <summary>Whether what follows a query in parentheses makes it part of a larger one.</summary>
    private bool ContinuesQuery => Current.Kind == TokenKind.Word
        && Current.Text is "union" or "intersect" or "except" or "order" or "limit" or "offset" or "fetch" or "for";

    private QuerySyntax ReadQueryInParentheses()
    {
        ExpectMark("(");
        var query = ReadQuery();
        ExpectMark(")");
        return query;
    }

    private QuerySyntax ReadQuery()
    {
        var start = Current.Start;
        if (!Enter())
        {
            return new ValuesSyntax([]);
        }

        var with = Is("with") ? ReadWith() : null;
        QuerySyntax query = Current.Kind == TokenKind.Word && Current.Text is "insert" or "update" or "delete" or "merge"
            ? ReadWrite()
            : ReadQueryTail(ReadSetOperations(ReadSetOperand(), UnionLevel));
        if (with is not null)
        {
            // A query in parentheses may bring its own; the outer ones come first.
            with.Items.AddRange(query.With?.Items ?? []);
            query.With = with;
        }

        query.Start = start;
        query.End = LastEnd;
        Leave();
        return query;
    }

    private QuerySyntax ReadSetOperations(QuerySyntax left, int level)
    {
        while (Current.Kind == TokenKind.Word)
        {
            var (kind, tightness) = Current.Text switch
            {
                "union" => (SetKind.Union, UnionLevel),
                "except" => (SetKind.Except, UnionLevel),
                "intersect" => (SetKind.Intersect, IntersectLevel),
                _ => (default, 0),
            };
            if (tightness < level || tightness == 0)
            {
                break;
            }

            Take();
            var all = Accept("all");
            _ = all || Accept("distinct");
            var right = ReadSetOperand();
            if (tightness == UnionLevel)
            {
                right = ReadSetOperations(right, IntersectLevel);
            }

            var set = new SetSyntax(kind, all, left, right) { Start = left.Start, End = LastEnd };
            if (set.Chain > LongestChain)
            {
                Fail("too many set operations in one query");
            }

            left = set;
        }

        return left;
    }

    private QuerySyntax ReadSetOperand()
    {
        var start = Current.Start;
        QuerySyntax query;
        if (IsMark("("))
        {
            return ReadQueryInParentheses();
        }

        if (Accept("values"))
        {
            query = ReadValues();
        }
        else if (Accept("table"))
        {
            var select = new SelectSyntax();
            Accept("only");
            var from = Current.Start;
            select.From.Add(new TableSyntax(ReadTableName()) { Start = from, End = LastEnd });
            select.Output.Add(new OutputSyntax(Spanned(new NameSyntax([], star: true), from), null));
            query = select;
        }
        else
        {
            query = ReadSelect();
        }

        query.Start = start;
        query.End = LastEnd;
        return query;
    }

    private ValuesSyntax ReadValues()
    {
        var rows = new List<List<ExprSyntax>>();
        do
        {
            rows.Add(ReadArguments());
        }
        while (AcceptMark(","));

        return new ValuesSyntax(rows);
    }

    private SelectSyntax ReadSelect()
    {
        var select = new SelectSyntax();
        Expect("select");
        if (Accept("distinct"))
        {
            select.Distinct = true;
            if (Accept("on"))
            {
                select.DistinctOn = ReadArguments();
            }
        }
        else
        {
            Accept("all");
        }

        if (!Is("from") && !Is("into") && !IsMark(")") && !AtEnd && !ContinuesQuery && !Is("where"))
        {
            ReadOutputs(select.Output);
        }

        if (Accept("into"))
        {
            // The table is made on the coordinator; the query is planned as it stands.
            while (Is("temp") || Is("temporary") || Is("unlogged") || Is("local") || Is("global") || Is("table"))
            {
                Take();
            }

            ReadTableName();
        }

        if (Accept("from"))
        {
            select.From = ReadFrom();
        }

        select.Where = Accept("where") ? ReadExpr() : null;
        if (Accept("group", "by"))
        {
            _ = Accept("all") || Accept("distinct");
            select.GroupBy = ReadGrouping();
        }

        select.Having = Accept("having") ? ReadExpr() : null;
        if (Accept("window"))
        {
            do
            {
                var name = ReadName("a window");
                Expect("as");
                var window = ReadWindow();
                window.Name = name;
                select.Windows.Add(window);
            }
            while (AcceptMark(","));
        }

        return select;
    }

    private void ReadOutputs(List<OutputSyntax> outputs)
    {
        do
        {
            var expr = ReadExpr();
            string? name = null;
            if (Accept("as"))
            {
                name = ReadLabel("a name");
            }
            else if (Current.Kind == TokenKind.Quoted || (Current.Kind == TokenKind.Word && Keywords.IsBareLabel(Current.Text)))
            {
                name = Take().Text;
            }

            outputs.Add(new OutputSyntax(expr, name));
        }
        while (AcceptMark(","));
    }

    private List<ExprSyntax> ReadGrouping()
    {
        var items = new List<ExprSyntax>();
        if (!Enter())
        {
            return items;
        }

        do
        {
            var start = Current.Start;
            if (Is("grouping") && Ahead(1).IsWord("sets"))
            {
                Take();
                Take();
                ExpectMark("(");
                items.Add(new ListSyntax(ListKind.GroupingSets, ReadGrouping()) { Start = start });
                ExpectMark(")");
            }
            else if ((Is("rollup") || Is("cube")) && Ahead(1).IsMark("("))
            {
                var kind = Take().Text == "cube" ? ListKind.Cube : ListKind.Rollup;
                items.Add(Spanned(new ListSyntax(kind, ReadArguments()), start));
            }
            else if (IsMark("(") && Ahead(1).IsMark(")"))
            {
                items.Add(Spanned(new ListSyntax(ListKind.Row, ReadArguments()), start));
            }
            else
            {
                items.Add(ReadExpr());
            }
        }
        while (AcceptMark(","));

        Leave();
        return items;
    }

    private QuerySyntax ReadQueryTail(QuerySyntax query)
    {
        if (Accept("order", "by"))
        {
            query.OrderBy = ReadOrder();
        }

        while (Current.Kind == TokenKind.Word)
        {
            if (Accept("limit"))
            {
                query.Limit = Accept("all") ? null : ReadExpr();
            }
            else if (Accept("offset"))
            {
                query.Offset = ReadExpr();
                _ = Accept("row") || Accept("rows");
            }
            else if (Accept("fetch"))
            {
                ReadFetch(query);
            }
            else if (Is("for") && Ahead(1).Kind == TokenKind.Word && Ahead(1).Text is "update" or "share" or "no" or "key" or "read")
            {
                ReadLock(query);
            }
            else
            {
                break;
            }
        }

        query.End = LastEnd;
        return query;
    }

    private void ReadFetch(QuerySyntax query)
    {
        _ = Accept("first") || Accept("next");
        query.Limit = Is("row") || Is("rows") ? Spanned(new LiteralSyntax(1L, SqlType.Int4), Current.Start) : ReadExpr(OperatorLevel);
        _ = Accept("row") || Accept("rows");
        query.WithTies = Accept("with", "ties");
        Accept("only");
    }

    private void ReadLock(QuerySyntax query)
    {
        var start = Take().Start;
        var strength = Take().Text;
        while (Current.Kind == TokenKind.Word && Current.Text is "key" or "update" or "share" or "only")
        {
            strength += " " + Take().Text;
        }

        var tables = new List<string>();
        if (Accept("of"))
        {
            do
            {
                tables.Add(ReadTableName().Name);
            }
            while (AcceptMark(","));
        }

        if (!Accept("nowait"))
        {
            Accept("skip", "locked");
        }

        if (strength != "read only")
        {
            query.Locks.Add(new LockSyntax(strength.ToUpperInvariant(), tables) { Start = start, End = LastEnd });
        }
    }

    private List<OrderSyntax> ReadOrder()
    {
        var items = new List<OrderSyntax>();
        do
        {
            var expr = ReadExpr();
            var descending = Accept("desc");
            if (!descending && !Accept("asc") && Accept("using"))
            {
                descending = Take().Text is ">" or ">=";
            }

            if (Accept("nulls"))
            {
                _ = Accept("first") || Accept("last");
            }

            items.Add(new OrderSyntax(expr, descending));
        }
        while (AcceptMark(","));

        return items;
    }
}
