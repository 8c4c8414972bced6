using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>FROM and its joins.</summary>
internal sealed partial class Parser
{
    private List<FromSyntax> ReadFrom()
    {
        var items = new List<FromSyntax>();
        do
        {
            items.Add(ReadJoined());
        }
        while (AcceptMark(","));

        return items;
    }

    private FromSyntax ReadJoined()
    {
        if (!Enter())
        {
            return NoTable();
        }

        var result = ReadJoins(ReadFromItem());
        Leave();
        return result;
    }

    private TableSyntax NoTable() => new(new TableName(null, "")) { Start = Current.Start, End = Current.Start };

    private FromSyntax ReadJoins(FromSyntax left)
    {
        while (!AtEnd && Current.Kind == TokenKind.Word)
        {
            var natural = Is("natural") && Accept("natural");
            var cross = Accept("cross");
            JoinKind? kind = Accept("left") ? JoinKind.Left
                : Accept("right") ? JoinKind.Right
                : Accept("full") ? JoinKind.Full
                : cross || natural || Is("join") || Accept("inner") ? JoinKind.Inner
                : null;
            if (kind is null)
            {
                break;
            }

            _ = kind != JoinKind.Inner && Accept("outer");
            if (natural)
            {
                Accept("inner");
            }

            Expect("join");
            var join = new JoinSyntax(kind.Value, left, cross || natural ? ReadFromItem() : ReadRightSide())
            {
                Natural = natural,
                Start = left.Start,
            };
            if (!cross && !natural)
            {
                ReadJoinCondition(join);
            }

            join.End = LastEnd;
            if (join.Chain > LongestChain)
            {
                Fail("too many joins in one query");
            }

            left = join;
        }

        return left;
    }

    /// <summary>The right side of a join with a condition: joins nest to the right when their conditions come later.</summary>
    private FromSyntax ReadRightSide()
    {
        var right = ReadFromItem();
        return Is("on") || Is("using") || !Enter() ? right : LeaveWith(ReadJoins(right));
    }

    private FromSyntax LeaveWith(FromSyntax result)
    {
        Leave();
        return result;
    }

    private void ReadJoinCondition(JoinSyntax join)
    {
        if (Accept("on"))
        {
            join.On = ReadExpr();
        }
        else if (Accept("using"))
        {
            join.Using = ReadNames("a column");
            if (Accept("as"))
            {
                join.UsingAlias = ReadName("a name");
            }
        }
        else
        {
            Fail("ON or USING expected" + Found());
        }
    }

    private FromSyntax ReadFromItem()
    {
        var start = Current.Start;
        var lateral = Accept("lateral");
        FromSyntax item;
        if (IsMark("("))
        {
            item = ReadFromParenthesis();
            if (item is DerivedSyntax derived)
            {
                derived.Lateral |= lateral;
            }
        }
        else if (Is("rows") && Ahead(1).IsWord("from") && Ahead(2).IsMark("("))
        {
            item = ReadRowsFrom(lateral);
        }
        else if (StartsFunction())
        {
            item = ReadFunction(lateral);
        }
        else
        {
            item = ReadTable();
        }

        ReadAlias(item);
        ReadSample(item);
        item.Start = start;
        item.End = LastEnd;
        return item;
    }

    private TableSyntax ReadTable()
    {
        var start = Current.Start;
        var only = Accept("only");
        var parenthesis = only && AcceptMark("(");
        var table = new TableSyntax(ReadTableName()) { Only = only };
        if (parenthesis)
        {
            ExpectMark(")");
        }
        else if (Current.IsOperator("*"))
        {
            Take();
        }

        table.Start = start;
        table.End = LastEnd;
        return table;
    }

    /// <summary>A derived table, a join in parentheses, or a derived table that begins with a parenthesis of its own.</summary>
    private FromSyntax ReadFromParenthesis()
    {
        var start = Current.Start;
        if (!Enter())
        {
            return NoTable();
        }

        FromSyntax result;
        if (StartsQuery(1))
        {
            result = new DerivedSyntax(ReadQueryInParentheses()) { Start = start, End = LastEnd };
        }
        else
        {
            Take();
            if (!IsMark("("))
            {
                result = ReadFromItem();
            }
            else
            {
                result = ReadFromParenthesis();
                if (result is DerivedSyntax { Alias: null } derived && ContinuesQuery)
                {
                    derived.Query = ReadQueryTail(ReadSetOperations(derived.Query, UnionLevel));
                }

                ReadAlias(result);
            }

            result = ReadJoins(result);

            ExpectMark(")");
        }

        Leave();
        return result;
    }

    private bool StartsFunction()
    {
        var ahead = 0;
        while (Ahead(ahead).Kind is TokenKind.Word or TokenKind.Quoted && Ahead(ahead + 1).IsMark(".") && ahead < 6)
        {
            ahead += 2;
        }

        return Ahead(ahead).Kind is TokenKind.Word or TokenKind.Quoted && Ahead(ahead + 1).IsMark("(")
            || (Current.Kind == TokenKind.Word && Current.Text is "current_date" or "current_timestamp");
    }

    private FunctionSyntax ReadFunction(bool lateral)
    {
        var token = Current;
        if (token.IsWord("xmltable") || token.IsWord("json_table"))
        {
            Take();
            var start = _position;
            SkipParentheses();
            return new FunctionSyntax([Spanned(new CallSyntax([token.Text], ReadLooseNames(start, _position)), token.Start)])
            {
                Lateral = true,
                OwnColumns = true,
            };
        }

        var call = ReadPrimary() switch
        {
            CallSyntax plain => plain,
            var other => Spanned(new CallSyntax(["cast"], [other]), other.Start),
        };
        var function = new FunctionSyntax([call]) { Lateral = lateral };
        ReadOrdinality(function);
        return function;
    }

    /// <summary>The qualified names between two tokens, which is all that matters of arguments in a grammar not read.</summary>
    private List<ExprSyntax> ReadLooseNames(int start, int end)
    {
        var names = new List<ExprSyntax>();
        for (var i = start; i + 2 < end; i++)
        {
            var (owner, column) = (_tokens[i], _tokens[i + 2]);
            if (owner.Kind is TokenKind.Word or TokenKind.Quoted && _tokens[i + 1].IsMark(".") && column.Kind is TokenKind.Word or TokenKind.Quoted)
            {
                names.Add(new NameSyntax([owner.Text, column.Text], star: false) { Start = owner.Start, End = column.End });
            }
            else if (owner.Kind == TokenKind.Parameter)
            {
                names.Add(new ParameterSyntax(owner.Text) { Start = owner.Start, End = owner.End });
            }
        }

        return names;
    }

    private FunctionSyntax ReadRowsFrom(bool lateral)
    {
        Take();
        Take();
        ExpectMark("(");
        var calls = new List<CallSyntax>();
        do
        {
            if (ReadPrimary() is CallSyntax call)
            {
                calls.Add(call);
            }

            if (Accept("as"))
            {
                SkipParentheses();
            }
        }
        while (AcceptMark(","));

        ExpectMark(")");
        var function = new FunctionSyntax(calls) { Lateral = lateral };
        ReadOrdinality(function);
        return function;
    }

    private void ReadOrdinality(FunctionSyntax function)
    {
        if (Is("with") && Ahead(1).IsWord("ordinality"))
        {
            Take();
            Take();
            function.WithOrdinality = true;
        }
    }

    private void ReadAlias(FromSyntax item)
    {
        if (Accept("as"))
        {
            if (!IsMark("("))
            {
                item.Alias = ReadName("an alias");
            }
        }
        else if (IsName)
        {
            item.Alias = Take().Text;
        }
        else
        {
            return;
        }

        if (!IsMark("("))
        {
            return;
        }

        Take();
        do
        {
            item.Columns.Add(ReadName("a column"));
            if (item is FunctionSyntax function && !IsMark(",") && !IsMark(")"))
            {
                function.ColumnTypes.Add(ReadType());
                if (Accept("collate"))
                {
                    ReadTableName();
                }
            }
        }
        while (AcceptMark(","));

        ExpectMark(")");
    }

    private void ReadSample(FromSyntax item)
    {
        if (!Accept("tablesample"))
        {
            return;
        }

        ReadTableName();
        SkipParentheses();
        if (Accept("repeatable"))
        {
            SkipParentheses();
        }

        if (item is TableSyntax table)
        {
            table.Sampled = true;
        }
    }
}
