using System.Collections.Generic;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Migrations.Sql;

/// <summary>What follows ALTER.</summary>
internal static class AlterReader
{
    public static void Read(TokenCursor cursor, List<MigrationStep> steps)
    {
        if (cursor.Take("type"))
        {
            steps.Add(new CreateTypeStep());
            return;
        }

        if (!cursor.Take("table"))
        {
            return;
        }

        cursor.Take("if", "exists");
        cursor.Take("only");
        if (cursor.Name() is not { } table)
        {
            return;
        }

        foreach (var action in Actions(cursor))
        {
            Action(table, action, steps);
        }
    }

    /// <summary>The actions between commas outside parentheses.</summary>
    private static IEnumerable<TokenCursor> Actions(TokenCursor cursor)
    {
        while (!cursor.AtEnd)
        {
            var start = cursor.Position;
            while (!cursor.AtEnd && !cursor.Current.IsMark(","))
            {
                if (cursor.Current.IsMark("("))
                {
                    cursor.SkipParenthesis();
                }
                else
                {
                    cursor.Next();
                }
            }

            yield return cursor.Slice(start, cursor.Position);
            cursor.TakeMark(",");
        }
    }

    private static void Action(TableName table, TokenCursor cursor, List<MigrationStep> steps)
    {
        if (cursor.Take("add"))
        {
            Add(table, cursor, steps);
        }
        else if (cursor.Take("drop"))
        {
            var constraint = cursor.Take("constraint");
            cursor.Take("column");
            cursor.Take("if", "exists");
            if (cursor.Identifier() is { } name)
            {
                steps.Add(constraint ? new DropConstraintStep(table, name) : new DropColumnStep(table, name));
            }
        }
        else if (cursor.Take("rename"))
        {
            Rename(table, cursor, steps);
        }
        else if (cursor.Take("set", "schema"))
        {
            steps.Add(new RenameTableStep(table, new TableName(cursor.Identifier(), table.Name)));
        }
        else if (cursor.Take("alter"))
        {
            cursor.Take("column");
            if (cursor.Identifier() is { } column)
            {
                steps.Add(new AlterColumnStep(table, column) { Type = cursor.Take("type") || cursor.Take("set", "data", "type") ? cursor.Type() : null });
            }
        }
    }

    private static void Add(TableName table, TokenCursor cursor, List<MigrationStep> steps)
    {
        cursor.Take("column");
        cursor.Take("if", "not", "exists");
        var reader = new ColumnReader();
        reader.Element(cursor);
        foreach (var column in reader.Columns)
        {
            steps.Add(new AddColumnStep(table, column));
        }

        foreach (var unique in reader.Uniques)
        {
            steps.Add(new AddUniqueStep(table, unique));
        }

        foreach (var key in reader.ForeignKeys)
        {
            steps.Add(new AddForeignKeyStep(table, key));
        }
    }

    private static void Rename(TableName table, TokenCursor cursor, List<MigrationStep> steps)
    {
        if (cursor.Take("to"))
        {
            steps.Add(new RenameTableStep(table, new TableName(table.Schema, cursor.Identifier() ?? table.Name)));
            return;
        }

        var constraint = cursor.Take("constraint");
        cursor.Take("column");
        var name = cursor.Identifier() ?? "";
        if (cursor.Take("to") && cursor.Identifier() is { } now)
        {
            steps.Add(constraint ? new RenameConstraintStep(table, name, now) : new RenameColumnStep(table, name, now));
        }
    }
}
