using System.Collections.Generic;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.SqlReading.Lexing;

namespace ShardSafety.Core.Migrations.Sql;

/// <summary>
/// The body of an anonymous PL/pgSQL block: its statements, in the order written. Those under a condition that looks at Citus's
/// catalogs, or at what was found there, are guarded.
/// </summary>
internal static class BlockReader
{
    private static readonly HashSet<string> Catalogs = ["pg_dist_partition", "citus_tables", "pg_dist_schema", "citus_schemas", "found"];

    public static void Read(string body, List<MigrationStep> steps)
    {
        var tokens = Lexer.Read(body);
        var conditions = new Stack<bool>();
        var from = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].IsMark(";") && tokens[i].Kind != TokenKind.End)
            {
                continue;
            }

            Statement(new TokenCursor(tokens, from, i), conditions, steps);
            from = i + 1;
        }
    }

    private static void Statement(TokenCursor cursor, Stack<bool> conditions, List<MigrationStep> steps)
    {
        Prefix(cursor, conditions);
        if (cursor.Take("end"))
        {
            if (cursor.Is("if") && conditions.Count > 0)
            {
                conditions.Pop();
            }

            return;
        }

        if (cursor.Is("select") && !Contains(cursor, "into"))
        {
            steps.Add(new SelectInBlockStep());
            return;
        }

        var first = steps.Count;
        if (!cursor.Is("raise") && !Assigns(cursor))
        {
            DdlReader.Statement(cursor, steps, inBlock: true);
        }

        if (conditions.Contains(true))
        {
            for (var i = first; i < steps.Count; i++)
            {
                steps[i] = steps[i] with { Guarded = true };
            }
        }
    }

    /// <summary>DECLARE sections, BEGIN, conditions and loops before the statement itself.</summary>
    private static void Prefix(TokenCursor cursor, Stack<bool> conditions)
    {
        while (!cursor.AtEnd)
        {
            if (cursor.Take("begin") || cursor.Take("declare") || cursor.Take("loop"))
            {
                continue;
            }

            if (cursor.Take("if"))
            {
                conditions.Push(Condition(cursor));
            }
            else if (cursor.Take("elsif") || cursor.Take("elseif"))
            {
                Replace(conditions, Condition(cursor));
            }
            else if (cursor.Take("else"))
            {
                continue;
            }
            else if (cursor.Is("for") || cursor.Is("while"))
            {
                while (!cursor.AtEnd && !cursor.Is("loop"))
                {
                    cursor.Next();
                }
            }
            else
            {
                return;
            }
        }
    }

    private static void Replace(Stack<bool> conditions, bool condition)
    {
        var before = conditions.Count > 0 && conditions.Pop();
        conditions.Push(condition || before);
    }

    private static bool Condition(TokenCursor cursor)
    {
        var looks = false;
        while (!cursor.AtEnd && !cursor.Take("then"))
        {
            looks |= cursor.Next() is { Kind: TokenKind.Word } word && Catalogs.Contains(word.Text);
        }

        return looks;
    }

    private static bool Contains(TokenCursor cursor, string word)
    {
        for (var i = cursor.Position; i < cursor.End; i++)
        {
            if (cursor.At(i - cursor.Position).IsWord(word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Assigns(TokenCursor cursor) => cursor.At(1).IsMark(":=") || cursor.At(1).IsOperator("=");
}
