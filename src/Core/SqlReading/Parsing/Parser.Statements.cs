using System;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Parsing;

/// <summary>What a command is, and of those that are no query the tables they name.</summary>
internal sealed partial class Parser
{
    private StatementSyntax ReadStatement()
    {
        if (IsMark("(") || StartsQuery(0) || (Current.Kind == TokenKind.Word && Current.Text is "insert" or "update" or "delete" or "merge" or "values"))
        {
            return new StatementSyntax(StatementKind.Query, QueryVerb()) { Query = ReadQuery() };
        }

        if (Current.Kind != TokenKind.Word)
        {
            Fail("a statement expected" + Found());
            return new StatementSyntax(StatementKind.Other, "");
        }

        var verb = Current.Text;
        switch (verb)
        {
            case "begin" or "start" or "commit" or "rollback" or "savepoint" or "release" or "abort" or "end":
                return Skip(new StatementSyntax(StatementKind.TransactionControl, Verb(1)));
            case "truncate":
                return ReadTruncate();
            case "copy":
                return ReadCopy();
            case "explain":
                return ReadExplain();
            case "declare":
                return ReadBehind("for", "DECLARE");
            case "prepare" when !Ahead(1).IsWord("transaction"):
                return ReadBehind("as", "PREPARE");
            case "create" or "alter" or "drop" or "comment" or "reindex" or "vacuum" or "analyze" or "analyse" or "cluster"
                or "grant" or "revoke" or "refresh" or "lock" or "security" or "import":
                return ReadDdl();
            default:
                return Skip(new StatementSyntax(StatementKind.Other, Verb(1)));
        }
    }

    private string QueryVerb()
    {
        for (var i = 0; i < 4; i++)
        {
            if (!Ahead(i).IsMark("("))
            {
                return Ahead(i).Text.ToUpperInvariant();
            }
        }

        return "SELECT";
    }

    private string Verb(int words)
    {
        var verb = "";
        for (var i = 0; i < words && Ahead(i).Kind == TokenKind.Word; i++)
        {
            verb += (i > 0 ? " " : "") + Ahead(i).Text.ToUpperInvariant();
        }

        return verb;
    }

    private StatementSyntax Skip(StatementSyntax statement)
    {
        while (!AtEnd)
        {
            if (Take() is { Kind: TokenKind.Bad } bad)
            {
                _error ??= new Unreadable(bad.Text, new Origin(_source, bad.Start, bad.End - bad.Start));
            }
        }

        return statement;
    }

    private void ReadTableInto(StatementSyntax statement)
    {
        var start = Current.Start;
        var only = Accept("only");
        statement.Tables.Add(new TableSyntax(ReadTableName()) { Only = only, Start = start, End = LastEnd });
    }

    private StatementSyntax ReadTruncate()
    {
        Take();
        Accept("table");
        var statement = new StatementSyntax(StatementKind.Truncate, "TRUNCATE");
        do
        {
            ReadTableInto(statement);
            if (Current.IsOperator("*"))
            {
                Take();
            }
        }
        while (AcceptMark(","));

        return Skip(statement);
    }

    private StatementSyntax ReadCopy()
    {
        Take();
        var statement = new StatementSyntax(StatementKind.Copy, "COPY");
        if (IsMark("("))
        {
            statement.Query = ReadQueryInParentheses();
        }
        else
        {
            Accept("binary");
            ReadTableInto(statement);
        }

        return Skip(statement);
    }

    /// <summary>EXPLAIN plans what it explains.</summary>
    private StatementSyntax ReadExplain()
    {
        Take();
        if (IsMark("("))
        {
            SkipParentheses();
        }

        while (Accept("analyze") || Accept("analyse") || Accept("verbose"))
        {
        }

        if (Is("explain"))
        {
            Fail("EXPLAIN of EXPLAIN");
        }

        return AtEnd ? new StatementSyntax(StatementKind.Other, "EXPLAIN") : ReadStatement();
    }

    /// <summary>A query behind a word, which is planned as it stands.</summary>
    private StatementSyntax ReadBehind(string word, string verb)
    {
        while (!AtEnd && !Is(word))
        {
            Take();
        }

        Expect(word);
        return new StatementSyntax(StatementKind.Query, verb) { Query = ReadQuery() };
    }

    private StatementSyntax ReadDdl()
    {
        var verb = Take().Text.ToUpperInvariant();
        string? what = null;
        while (Current.Kind == TokenKind.Word && Current.Text is "or" or "replace" or "temp" or "temporary" or "unlogged" or "global" or "local"
            or "unique" or "materialized" or "recursive" or "foreign" or "on" or "trusted" or "event")
        {
            Take();
        }

        if (Current.Kind == TokenKind.Word)
        {
            what = Take().Text;
        }

        var statement = new StatementSyntax(StatementKind.Ddl, what is null ? verb : verb + " " + what.ToUpperInvariant());
        switch (what)
        {
            case "table" or "view" or "sequence":
                ReadDdlTables(statement);
                break;
            case "index" or "trigger" or "policy" or "rule":
                ReadDdlOn(statement);
                break;
        }

        return Skip(statement);
    }

    private void ReadDdlTables(StatementSyntax statement)
    {
        Accept("concurrently");
        if (Is("all") && Ahead(1).IsWord("in"))
        {
            return;
        }

        if (Accept("if"))
        {
            Accept("not");
            Accept("exists");
        }

        do
        {
            ReadTableInto(statement);
        }
        while (AcceptMark(","));

        if (Is("as") && StartsQuery(1) && string.Equals(statement.Verb, "CREATE TABLE", StringComparison.Ordinal))
        {
            Take();
            statement.Query = ReadQuery();
        }
    }

    /// <summary>The table behind ON.</summary>
    private void ReadDdlOn(StatementSyntax statement)
    {
        while (!AtEnd && !Is("on"))
        {
            Take();
        }

        if (Accept("on") && IsName | Is("only"))
        {
            ReadTableInto(statement);
        }
    }
}
