using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;

namespace ShardSafety.Core.Migrations.Sql;

/// <summary>
/// Reads what SQL text does to tables and their distribution. Queries and whatever else cannot matter here are passed over; text
/// that runs other text (EXECUTE) is not read, and says so.
/// </summary>
internal static class DdlReader
{
    public static List<MigrationStep> Read(string sql)
    {
        var steps = new List<MigrationStep>();
        var tokens = Lexer.Read(sql);
        for (int start = 0, i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsMark(";") || tokens[i].Kind == TokenKind.End)
            {
                if (i > start)
                {
                    Statement(new TokenCursor(tokens, start, i), steps, inBlock: false);
                }

                start = i + 1;
            }
        }

        return steps;
    }

    public static void Statement(TokenCursor cursor, List<MigrationStep> steps, bool inBlock)
    {
        if (cursor.Take("create"))
        {
            CreateReader.Read(cursor, steps);
        }
        else if (cursor.Take("alter"))
        {
            AlterReader.Read(cursor, steps);
        }
        else if (cursor.Take("drop"))
        {
            Drop(cursor, steps);
        }
        else if (cursor.Take("select") || cursor.Take("perform"))
        {
            CallReader.Read(cursor, steps);
        }
        else if (cursor.Take("do"))
        {
            while (!cursor.AtEnd)
            {
                if (cursor.Next() is { Kind: TokenKind.String } body)
                {
                    BlockReader.Read(body.Text, steps);
                }
            }
        }
        else if (cursor.Take("set"))
        {
            Set(cursor, steps);
        }
        else if (cursor.Take("begin") || cursor.Take("start", "transaction"))
        {
            steps.Add(new BeginStep());
        }
        else if (cursor.Take("commit") || cursor.Take("end"))
        {
            steps.Add(new CommitStep());
        }
        else if (cursor.Take("insert", "into"))
        {
            Insert(cursor, steps);
        }
        else if (inBlock && cursor.Is("execute"))
        {
            steps.Add(new UnreadStep());
        }
    }

    private static void Drop(TokenCursor cursor, List<MigrationStep> steps)
    {
        var table = cursor.Take("table") || cursor.Take("view");
        if (!table && !cursor.Take("index"))
        {
            return;
        }

        cursor.Take("concurrently");
        cursor.Take("if", "exists");
        do
        {
            if (cursor.Name() is { } name)
            {
                steps.Add(table ? new DropTableStep(name) : new DropIndexStep(name.Name));
            }
        }
        while (cursor.TakeMark(","));
    }

    private static void Set(TokenCursor cursor, List<MigrationStep> steps)
    {
        if (!cursor.Take("local"))
        {
            cursor.Take("session");
        }

        var name = cursor.Identifier() ?? "";
        while (cursor.TakeMark("."))
        {
            name += "." + cursor.Identifier();
        }

        cursor.Next();
        steps.Add(new SetStep(name, cursor.Next().Text));
    }

    /// <summary>The columns, and which of the first row's values are NULL.</summary>
    private static void Insert(TokenCursor cursor, List<MigrationStep> steps)
    {
        if (cursor.Name() is not { } table)
        {
            return;
        }

        var columns = cursor.Current.IsMark("(") ? cursor.Columns() : null;
        if (!cursor.Take("values"))
        {
            steps.Add(new InsertStep(table, columns is null ? null : columns, []));
            return;
        }

        var nulls = cursor.Parts().Select(static (value, at) => (value, at)).Where(static v => v.value.Is("null")).Select(static v => v.at).ToList();
        steps.Add(new InsertStep(table, columns, nulls));
    }
}
