using System;
using System.Collections.Generic;

namespace ShardSafety.Core.SqlTexts.Sites;

/// <summary>
/// Dapper turns <c>in @ids</c> into <c>in (@ids1, @ids2, …)</c> before it sends a text. How many values there are is not
/// known here; more than one is what matters.
/// </summary>
internal static class DapperLists
{
    public static SqlText WriteOut(SqlText text)
    {
        var sql = text.Text;
        var insertions = new List<(int, string)>();
        for (var at = 0; at < sql.Length; at++)
        {
            if (sql[at] is '\'' or '"')
            {
                var closing = sql.IndexOf(sql[at], at + 1);
                at = closing < 0 ? sql.Length : closing;
            }
            else if (IsIn(sql, at) && ParameterAfter(sql, at + 2) is { } parameter)
            {
                var name = sql.Substring(parameter.Start, parameter.End - parameter.Start);
                insertions.Add((parameter.Start, "("));
                insertions.Add((parameter.End, ", " + name + "__next)"));
                at = parameter.End - 1;
            }
        }

        return insertions.Count == 0 ? text : text.With(insertions);
    }

    /// <summary>The word IN.</summary>
    private static bool IsIn(string sql, int at) =>
        at + 2 < sql.Length
        && string.Compare(sql, at, "in", 0, 2, StringComparison.OrdinalIgnoreCase) == 0
        && (at == 0 || !IsNameCharacter(sql[at - 1]))
        && char.IsWhiteSpace(sql[at + 2]);

    private static (int Start, int End)? ParameterAfter(string sql, int at)
    {
        while (at < sql.Length && char.IsWhiteSpace(sql[at]))
        {
            at++;
        }

        if (at >= sql.Length || sql[at] is not ('@' or ':' or '$'))
        {
            return null;
        }

        var end = at + 1;
        while (end < sql.Length && IsNameCharacter(sql[end]))
        {
            end++;
        }

        return end > at + 1 ? (at, end) : null;
    }

    private static bool IsNameCharacter(char character) => char.IsLetterOrDigit(character) || character == '_';
}
