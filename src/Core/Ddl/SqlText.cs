using System.Text;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Ddl;

/// <summary>
/// Names as SQL. A table is quoted twice: as identifiers, and those as the text of a string that PostgreSQL parses as a
/// <c>regclass</c>. A distribution column is quoted once, as the plain text of a string (Citus compares it with the catalog
/// as it stands).
/// </summary>
internal static class SqlText
{
    /// <summary>PostgreSQL's NAMEDATALEN, less the terminating zero.</summary>
    public const int LongestName = 63;

    /// <summary>A delimited identifier.</summary>
    public static string Identifier(string name) => "\"" + name.Replace("\"", "\"\"") + "\"";

    public static string Identifier(TableName table) =>
        table.Schema is null ? Identifier(table.Name) : Identifier(table.Schema) + "." + Identifier(table.Name);

    /// <summary>
    /// A string constant. A backslash makes it an escape string, which reads the same whatever
    /// <c>standard_conforming_strings</c> is.
    /// </summary>
    public static string Literal(string text)
    {
        var doubled = text.Replace("'", "''");
        return text.IndexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.Replace("\\", "\\\\") + "'";
    }

    /// <summary>A string constant that names the table, for parameters of type <c>regclass</c> and for <c>colocate_with</c>.</summary>
    public static string RegClass(TableName table) => Literal(Identifier(table));

    /// <summary>An anonymous block around statements, with a tag that does not occur in them.</summary>
    public static string Block(string statements)
    {
        var tag = "$shardsafety$";
        for (var i = 1; statements.IndexOf(tag, System.StringComparison.Ordinal) >= 0; i++)
        {
            tag = "$shardsafety" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) + "$";
        }

        return "DO " + tag + "\n" + statements + "\n" + tag + ";\n";
    }

    /// <summary>A comment to the end of the line; the text can't end it early.</summary>
    public static string Comment(string text)
    {
        var line = new StringBuilder("-- ", text.Length + 4);
        foreach (var c in text)
        {
            line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return line.Append('\n').ToString();
    }

    /// <summary>Why PostgreSQL could not have an object of this name, or null when it can.</summary>
    public static string? Problem(string name)
    {
        if (name.Length == 0)
        {
            return "an empty name";
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\0')
            {
                return "a name with a zero character";
            }

            if (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(name[i]))
            {
                return "a name with half a surrogate pair";
            }
        }

        return Encoding.UTF8.GetByteCount(name) > LongestName
            ? "a name longer than PostgreSQL's 63 bytes, which it would cut"
            : null;
    }

    public static string? Problem(TableName table) =>
        (table.Schema is null ? null : Problem(table.Schema)) ?? Problem(table.Name);
}
