using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Migrations.Sql;

/// <summary>What follows CREATE.</summary>
internal static class CreateReader
{
    public static void Read(TokenCursor cursor, List<MigrationStep> steps)
    {
        cursor.Take("or", "replace");
        var temporary = cursor.Take("temp") || cursor.Take("temporary");
        cursor.Take("unlogged");
        if (cursor.Take("table"))
        {
            Table(cursor, steps, temporary);
        }
        else if (cursor.Take("unique", "index"))
        {
            Index(cursor, steps);
        }
        else if (cursor.Take("view") || cursor.Take("materialized", "view"))
        {
            if (cursor.Name() is { } view)
            {
                steps.Add(new CreateViewStep(view));
            }
        }
        else if (cursor.Take("trigger") || cursor.Take("constraint", "trigger"))
        {
            while (!cursor.AtEnd && !cursor.Take("on"))
            {
                cursor.Next();
            }

            if (cursor.Name() is { } table)
            {
                steps.Add(new CreateTriggerStep(table));
            }
        }
        else if (cursor.Take("type") || cursor.Take("domain"))
        {
            steps.Add(new CreateTypeStep());
        }
        else if (cursor.Take("schema"))
        {
            cursor.Take("if", "not", "exists");
            if (cursor.Identifier() is { } schema)
            {
                steps.Add(new CreateSchemaStep(schema));
            }
        }
    }

    private static void Table(TokenCursor cursor, List<MigrationStep> steps, bool temporary)
    {
        cursor.Take("if", "not", "exists");
        if (cursor.Name() is not { } name)
        {
            return;
        }

        if (cursor.Take("partition", "of"))
        {
            steps.Add(new CreateTableStep(name) { PartitionOf = cursor.Name() });
            return;
        }

        if (!cursor.Current.IsMark("("))
        {
            // CREATE TABLE … AS: its columns come from a query.
            steps.Add(new UnreadStep());
            return;
        }

        var columns = new ColumnReader();
        foreach (var element in cursor.Parts())
        {
            columns.Element(element);
        }

        var partitions = cursor.Take("partition", "by") && cursor.Identifier() is not null ? cursor.Columns() : [];
        var created = new CreateTableStep(name)
        {
            Columns = columns.Columns,
            Uniques = columns.Uniques,
            ForeignKeys = columns.ForeignKeys,
            PartitionColumns = partitions,
            IsTemporary = temporary,
        };

        // A foreign key without columns references the primary key: of this very table it is known here.
        for (var i = 0; i < created.ForeignKeys.Count; i++)
        {
            if (created.ForeignKeys[i] is { PrincipalColumns.Count: 0 } key && key.Principal == name && created.Uniques.FirstOrDefault(static u => u.Kind == UniqueKind.PrimaryKey) is { } primary)
            {
                created.ForeignKeys[i] = key with { PrincipalColumns = primary.Columns };
            }
        }

        steps.Add(created);
    }

    private static void Index(TokenCursor cursor, List<MigrationStep> steps)
    {
        cursor.Take("concurrently");
        cursor.Take("if", "not", "exists");
        var name = cursor.Is("on") ? null : cursor.Identifier();
        if (!cursor.Take("on"))
        {
            return;
        }

        cursor.Take("only");
        if (cursor.Name() is not { } table)
        {
            return;
        }

        if (cursor.Take("using"))
        {
            cursor.Identifier();
        }

        var columns = cursor.Columns();
        var include = cursor.Take("include") ? cursor.Columns() : [];
        steps.Add(new AddUniqueStep(table, new UniqueRule(name, UniqueKind.Index, columns) { Include = include }));
    }
}
