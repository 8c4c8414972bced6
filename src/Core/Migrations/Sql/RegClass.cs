using System.Collections.Generic;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;

namespace ShardSafety.Core.Migrations.Sql;

/// <summary>The text of a regclass, or of <c>colocate_with</c>, as PostgreSQL parses it: identifiers, folded unless quoted.</summary>
internal static class RegClass
{
    public static TableName? Parse(string text)
    {
        var tokens = Lexer.Read(text);
        var names = new List<string>();
        for (var i = 0; i < tokens.Count && tokens[i].Kind is TokenKind.Word or TokenKind.Quoted; i += 2)
        {
            names.Add(tokens[i].Text);
            if (!tokens[i + 1].IsMark("."))
            {
                return tokens[i + 1].Kind != TokenKind.End ? null : Of(names);
            }
        }

        return null;
    }

    public static TableName? Of(IReadOnlyList<string> names) => names.Count switch
    {
        1 => new TableName(null, names[0]),
        >= 2 => new TableName(names[names.Count - 2], names[names.Count - 1]),
        _ => null,
    };
}
