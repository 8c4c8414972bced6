using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Reading;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>
/// The defaults that PostgreSQL's rewriter writes into an INSERT for the columns it leaves out (<c>rewriteHandler.c</c>,
/// <c>rewriteTargetListIU</c>), so that Citus finds their functions in the statement.
/// </summary>
internal static class ColumnDefaults
{
    /// <summary>Of an INSERT whose rows have that many columns.</summary>
    public static IEnumerable<Column> LeftOut(PgQuery insert, PgSource target, int width) =>
        LeftOut(target, insert.Write!.Columns.Take(width));

    /// <summary>Of the INSERT of a MERGE; DEFAULT in its values counts as left out.</summary>
    public static IEnumerable<Column> LeftOut(PgMergeAction action, PgSource target) => action.Kind == CommandKind.Insert
        ? LeftOut(target, action.Assignments.Where(static assignment => assignment.Value is not PgForm { Kind: PgFormKind.Default }).Select(static assignment => assignment.Column))
        : [];

    public static bool IsVolatile(Column column) => column.Identity || PgTraits.IsVolatile(Read(column));

    public static bool IsMutable(Column column) => column.Identity || PgTraits.IsMutable(Read(column));

    public static bool IsSequence(Column column) =>
        column.Identity || PgWalk.Any(Read(column), static part => part is PgFunc { Name: "nextval" });

    private static IEnumerable<Column> LeftOut(PgSource target, IEnumerable<string> written)
    {
        var names = new HashSet<string>(written);
        return target.Table!.Columns.Where(column => !names.Contains(column.Name) && (column.Identity || column.DefaultSql is not null));
    }

    private static PgExpr? Read(Column column)
    {
        if (column.DefaultSql is not { Length: > 0 } sql)
        {
            return null;
        }

        var statements = SqlReader.Read("SELECT " + sql, new SqlReaderOptions { FindTable = static _ => null });
        return statements is [{ Query: { } query, Unreadable.Length: 0 }]
            ? new QueryTranslator(new NoTables()).Read(query).Targets.FirstOrDefault()?.Expr
            : null;
    }

    private sealed class NoTables : ICatalog
    {
        public Table? Find(TableName name) => null;
    }
}
