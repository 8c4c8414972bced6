using System;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Reading;

/// <summary>Turns a column's name into its position.</summary>
internal static class ColumnResolver
{
    private static readonly string[] SystemColumns = { "ctid", "xmin", "cmin", "xmax", "cmax", "tableoid" };

    /// <summary>The position from 1, negative for a system column. A column that the model does not list gets the next free one.</summary>
    public static int Position(PgSource source, string name)
    {
        var index = source.Columns.IndexOf(name);
        if (index >= 0)
        {
            return index + 1;
        }

        var system = Array.IndexOf(SystemColumns, name);
        if (system >= 0 && source.IsRelation)
        {
            return -1 - system;
        }

        source.Columns.Add(name);
        source.Types.Add(SqlType.Unknown);
        return source.Columns.Count;
    }

    public static SqlType TypeOf(PgSource source, int position, SqlType written)
    {
        if (position < 0)
        {
            return new SqlType(position == -1 ? "tid" : position == -6 ? "oid" : "xid");
        }

        var type = source.TypeOf(position);
        return type.IsUnknown ? written : type;
    }
}
