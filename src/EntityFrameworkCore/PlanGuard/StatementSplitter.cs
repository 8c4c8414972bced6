using System.Collections.Generic;

namespace ShardSafety.EntityFrameworkCore.PlanGuard;

/// <summary>Splits a command's text into its statements: a semicolon in quotes, dollar quotes or comments ends none.</summary>
internal static class StatementSplitter
{
    public static List<string> Split(string text)
    {
        var statements = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'':
                    var escapes = i > 0 && text[i - 1] is 'e' or 'E';
                    i = Quoted(text, i, '\'', escapes);
                    break;
                case '"':
                    i = Quoted(text, i, '"', escapes: false);
                    break;
                case '-' when i + 1 < text.Length && text[i + 1] == '-':
                    i = End(text.IndexOf('\n', i), text);
                    break;
                case '/' when i + 1 < text.Length && text[i + 1] == '*':
                    i = BlockComment(text, i);
                    break;
                case '$':
                    i = Dollar(text, i);
                    break;
                case ';':
                    Add(statements, text[start..i]);
                    start = i + 1;
                    break;
            }
        }

        Add(statements, text[start..]);
        return statements;
    }

    private static void Add(List<string> statements, string statement)
    {
        if (!string.IsNullOrWhiteSpace(statement))
        {
            statements.Add(statement.Trim());
        }
    }

    private static int End(int found, string text) => found < 0 ? text.Length : found;

    private static int Quoted(string text, int start, char quote, bool escapes)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && escapes)
            {
                i++;
            }
            else if (text[i] == quote)
            {
                if (i + 1 >= text.Length || text[i + 1] != quote)
                {
                    return i;
                }

                i++;
            }
        }

        return text.Length;
    }

    private static int BlockComment(string text, int start)
    {
        var depth = 0;
        for (var i = start; i + 1 < text.Length; i++)
        {
            if (text[i] == '/' && text[i + 1] == '*')
            {
                depth++;
                i++;
            }
            else if (text[i] == '*' && text[i + 1] == '/')
            {
                depth--;
                i++;
                if (depth == 0)
                {
                    return i;
                }
            }
        }

        return text.Length;
    }

    private static int Dollar(string text, int start)
    {
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
        {
            return start;
        }

        var end = start + 1;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '_' || (end > start + 1 && char.IsDigit(text[end]))))
        {
            end++;
        }

        if (end >= text.Length || text[end] != '$')
        {
            return start;
        }

        var tag = text[start..(end + 1)];
        var close = text.IndexOf(tag, end + 1, System.StringComparison.Ordinal);
        return close < 0 ? text.Length : close + tag.Length - 1;
    }
}
