using System.Collections.Generic;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.SqlReading.Lexing;

namespace ShardSafety.Core.Migrations.Sql;

/// <summary>Column definitions and table constraints, as CREATE TABLE and ALTER TABLE have them.</summary>
internal sealed class ColumnReader
{
    private static readonly HashSet<string> ConstraintWords =
    [
        "constraint", "not", "null", "default", "primary", "unique", "references", "check", "generated", "collate", "deferrable", "initially", "storage", "compression",
    ];

    public List<ClusterColumn> Columns { get; } = [];

    public List<UniqueRule> Uniques { get; } = [];

    public List<ForeignKeyRule> ForeignKeys { get; } = [];

    /// <summary>An element of CREATE TABLE, or what follows ADD.</summary>
    public void Element(TokenCursor cursor)
    {
        string? name = null;
        if (cursor.Take("constraint"))
        {
            name = cursor.Identifier();
        }

        if (!Constraint(cursor, name))
        {
            Column(cursor);
        }
    }

    private bool Constraint(TokenCursor cursor, string? name)
    {
        if (cursor.Take("primary", "key"))
        {
            Unique(cursor, name, UniqueKind.PrimaryKey);
        }
        else if (cursor.Is("unique") && (cursor.At(1).IsMark("(") || cursor.At(1).IsWord("using") || cursor.At(1).IsWord("nulls")))
        {
            cursor.Next();
            while (!cursor.AtEnd && cursor.Current.Kind == TokenKind.Word)
            {
                cursor.Next();
            }

            Unique(cursor, name, UniqueKind.Constraint);
        }
        else if (cursor.Take("foreign", "key"))
        {
            var columns = cursor.Columns();
            if (cursor.Take("references"))
            {
                References(cursor, name, columns);
            }
        }
        else if (cursor.Take("exclude"))
        {
            Exclusion(cursor, name);
        }
        else
        {
            return cursor.Take("check") || cursor.Take("like");
        }

        return true;
    }

    private void Unique(TokenCursor cursor, string? name, UniqueKind kind)
    {
        var columns = cursor.Columns();
        var include = cursor.Take("include") ? cursor.Columns() : [];
        Uniques.Add(new UniqueRule(name, kind, columns) { Include = include });
    }

    /// <summary>Only columns that are compared by equality make a conflict one of the same shard.</summary>
    private void Exclusion(TokenCursor cursor, string? name)
    {
        if (cursor.Take("using"))
        {
            cursor.Identifier();
        }

        var equal = new List<string>();
        foreach (var (column, tokens) in cursor.Elements())
        {
            var last = tokens.At(tokens.End - tokens.Position - 1);
            if (column is not null && last.IsOperator("="))
            {
                equal.Add(column);
            }
        }

        Uniques.Add(new UniqueRule(name, UniqueKind.Exclusion, equal));
    }

    private void Column(TokenCursor cursor)
    {
        if (cursor.Identifier() is not { } name)
        {
            return;
        }

        var written = cursor.Current.Text;
        var column = new ClusterColumn(name, cursor.Type()) { Serial = written is "serial" or "bigserial" or "smallserial" or "serial2" or "serial4" or "serial8" };
        while (!cursor.AtEnd)
        {
            if (cursor.Take("not", "null"))
            {
                column = column with { Nullable = false };
            }
            else if (cursor.Take("primary", "key"))
            {
                Uniques.Add(new UniqueRule(null, UniqueKind.PrimaryKey, [name]));
            }
            else if (cursor.Take("unique"))
            {
                Uniques.Add(new UniqueRule(null, UniqueKind.Constraint, [name]));
            }
            else if (cursor.Take("references"))
            {
                References(cursor, null, [name]);
            }
            else if (cursor.Take("generated"))
            {
                column = Generated(cursor, column);
            }
            else if (cursor.Take("default"))
            {
                SkipExpression(cursor);
            }
            else
            {
                cursor.Next();
            }
        }

        Columns.Add(column);
    }

    private static ClusterColumn Generated(TokenCursor cursor, ClusterColumn column)
    {
        while (!cursor.AtEnd && !cursor.Take("as"))
        {
            cursor.Next();
        }

        if (cursor.Take("identity"))
        {
            cursor.SkipParenthesis();
            return column with { Identity = true };
        }

        cursor.SkipParenthesis();
        return column with { GeneratedStored = cursor.Take("stored") };
    }

    private static void SkipExpression(TokenCursor cursor)
    {
        do
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
        while (!cursor.AtEnd && !(cursor.Current.Kind == TokenKind.Word && ConstraintWords.Contains(cursor.Current.Text)));
    }

    private void References(TokenCursor cursor, string? name, IReadOnlyList<string> columns)
    {
        if (cursor.Name() is not { } principal)
        {
            return;
        }

        var rule = new ForeignKeyRule(name, columns, principal, cursor.Current.IsMark("(") ? cursor.Columns() : []);
        while (cursor.Take("on") || cursor.Take("match", "simple") || cursor.Take("match", "full"))
        {
            if (cursor.Take("delete"))
            {
                rule = rule with { OnDelete = Action(cursor) };
            }
            else if (cursor.Take("update"))
            {
                rule = rule with { OnUpdate = Action(cursor) };
            }
        }

        ForeignKeys.Add(rule);
    }

    private static KeyAction Action(TokenCursor cursor)
    {
        var action = cursor.Take("cascade") ? KeyAction.Cascade
            : cursor.Take("restrict") ? KeyAction.Restrict
            : cursor.Take("set", "null") ? KeyAction.SetNull
            : cursor.Take("set", "default") ? KeyAction.SetDefault
            : KeyAction.NoAction;
        if (action == KeyAction.NoAction)
        {
            cursor.Take("no", "action");
        }

        cursor.SkipParenthesis();
        return action;
    }
}
