using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using ShardSafety.Core.Ddl;
using ShardSafety.Core.Model;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Checks;

/// <summary>What Citus refuses of a finished model's tables, one sentence each, with what to do.</summary>
internal static class TableChecks
{
    private static readonly HashSet<string> NotHashable =
        ["json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "bit", "bit varying", "varbit", "money", "tsvector", "tsquery"];

    public static IEnumerable<string> Check(IRelationalModel model) =>
        model.Tables.Where(static t => !t.IsExcludedFromMigrations).OrderBy(static t => t.Schema, StringComparer.Ordinal).ThenBy(static t => t.Name, StringComparer.Ordinal).SelectMany(Check)
            .Concat(Groups(model));

    private static IEnumerable<string> Check(ITable table)
    {
        var distribution = EntityDistribution.Of(table);
        return (distribution.Kind switch
        {
            TableKind.Distributed => Key(table, distribution).Concat(Unique(table, distribution)),
            TableKind.SchemaSharded => Schema(table),
            _ => [],
        })
            .Concat(ForeignKeys(table, distribution))
            .Concat(Partition(table, distribution))
            .Concat(Triggers(table, distribution))
            .Concat(LocalIdentity(table, distribution));
    }

    private static IEnumerable<string> Key(ITable table, TableDistribution distribution)
    {
        if (distribution.KeyColumn is null || table.FindColumn(distribution.KeyColumn) is not { } column)
        {
            yield return $"Table {Name(table)} has no column {SqlText.Identifier(distribution.KeyColumn ?? "")} to be distributed by. Map the property, or name another one in the mark.";
            yield break;
        }

        var type = column.StoreType.Split('(')[0].Trim();
        if (NotHashable.Contains(type))
        {
            yield return $"Table {Name(table)} cannot be distributed by {SqlText.Identifier(column.Name)}: \"data type {type} has no default operator class for specified partition method\". Choose a key of another type.";
        }

        if (column is { ComputedColumnSql: not null, IsStored: not false })
        {
            yield return $"Table {Name(table)} cannot be distributed by the computed column {SqlText.Identifier(column.Name)}: \"Distribution column must not use GENERATED ALWAYS AS (...) STORED.\" Choose a key that the application sets.";
        }
    }

    private static IEnumerable<string> Unique(ITable table, TableDistribution distribution)
    {
        foreach (var key in table.UniqueConstraints)
        {
            if (!key.Columns.Any(c => c.Name == distribution.KeyColumn))
            {
                yield return $"{(key.GetIsPrimaryKey() ? "The primary key" : "The unique constraint")} {SqlText.Identifier(key.Name)} of {Name(table)} lacks the distribution key {SqlText.Identifier(distribution.KeyColumn!)}: "
                    + "\"Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not include the partition column\". Put the key first in it.";
            }
        }

        foreach (var index in table.Indexes)
        {
            if (index.IsUnique && !index.Columns.Any(c => c.Name == distribution.KeyColumn))
            {
                yield return $"The unique index {SqlText.Identifier(index.Name)} of {Name(table)} lacks the distribution key {SqlText.Identifier(distribution.KeyColumn!)}: "
                    + "\"creating unique indexes on non-partition columns is currently unsupported\". Put the key first in it, or make it not unique.";
            }
        }
    }

    private static IEnumerable<string> ForeignKeys(ITable table, TableDistribution own)
    {
        foreach (var key in table.ForeignKeyConstraints)
        {
            if (ForeignKeyChecks.Problem(key, own, EntityDistribution.Of(key.PrincipalTable)) is { } problem)
            {
                yield return $"The foreign key {SqlText.Identifier(key.Name)} from {Name(table)} to {Name(key.PrincipalTable)}: {problem}";
            }
        }
    }

    private static IEnumerable<string> Partition(ITable table, TableDistribution distribution)
    {
        if (distribution.PartitionColumn is not { } column)
        {
            yield break;
        }

        if (distribution.Kind == TableKind.Reference)
        {
            yield return $"Table {Name(table)} is partitioned and a reference table: \"distributing partitioned tables in only supported for hash-distributed tables\". Leave one of the marks out.";
        }

        foreach (var key in table.UniqueConstraints.Where(k => !k.Columns.Any(c => c.Name == column)))
        {
            yield return $"{(key.GetIsPrimaryKey() ? "The primary key" : "The unique constraint")} {SqlText.Identifier(key.Name)} of {Name(table)} lacks the partition column {SqlText.Identifier(column)}: "
                + "\"unique constraint on partitioned table must include all partitioning columns\". Add the column to it.";
        }

        foreach (var index in table.Indexes.Where(i => i.IsUnique && !i.Columns.Any(c => c.Name == column)))
        {
            yield return $"The unique index {SqlText.Identifier(index.Name)} of {Name(table)} lacks the partition column {SqlText.Identifier(column)}: "
                + "\"unique constraint on partitioned table must include all partitioning columns\". Add the column to it.";
        }
    }

    private static IEnumerable<string> Triggers(ITable table, TableDistribution distribution)
    {
        if (distribution.IsCitusTable && table.Triggers.Any())
        {
            yield return $"Table {Name(table)} has the trigger {string.Join(", ", table.Triggers.Select(static t => SqlText.Identifier(t.ModelName)))}: \"triggers are not supported on distributed tables\". Do its work in the application.";
        }
    }

    /// <summary>Citus takes a plain table that references a reference table into its metadata, and writes its identity column's name without quotes then.</summary>
    private static IEnumerable<string> LocalIdentity(ITable table, TableDistribution distribution)
    {
        if (!distribution.IsCitusTable && distribution.Kind != TableKind.SchemaSharded
            && table.ForeignKeyConstraints.Any(static k => EntityDistribution.Of(k.PrincipalTable).Kind == TableKind.Reference)
            && table.Columns.FirstOrDefault(static c => IdentityColumns.IsIdentity(c) && c.Name != c.Name.ToLowerInvariant()) is { } column)
        {
            yield return $"The plain table {Name(table)} has a foreign key to a reference table and the identity column {SqlText.Identifier(column.Name)}: Citus fails to convert it, \"column \"{column.Name.ToLowerInvariant()}\" of relation \"{table.Name}\" does not exist\". "
                + "Make it a reference table too, leave the foreign key out of the database, or give the column a name in lower case.";
        }
    }

    private static IEnumerable<string> Schema(ITable table)
    {
        if (table.EntityTypeMappings.Any(static m => m.TypeBase.ClrType == typeof(HistoryRow)))
        {
            yield break;
        }

        if (table.Schema is null or "public")
        {
            yield return $"Table {Name(table)} shall live in a distributed schema, and is in {(table.Schema is null ? "no schema of its own" : "the schema public")}: \"public schema cannot be distributed\". Give the model a schema with HasDefaultSchema.";
        }
    }

    /// <summary>Keys of one group have one type.</summary>
    private static IEnumerable<string> Groups(IRelationalModel model)
    {
        var tables = model.Tables.Select(static t => (Table: t, Distribution: EntityDistribution.Of(t))).Where(static t => t.Distribution is { Kind: TableKind.Distributed, Group: not null });
        foreach (var group in tables.GroupBy(static t => t.Distribution.Group, StringComparer.Ordinal))
        {
            var types = group.Select(static t => (t.Table, Type: t.Table.FindColumn(t.Distribution.KeyColumn ?? "")?.StoreType.Split('(')[0].Trim())).Where(static t => t.Type is not null).ToList();
            foreach (var other in types.Where(t => t.Type != types[0].Type))
            {
                yield return $"Tables {Name(types[0].Table)} and {Name(other.Table)} shall be colocated, and their distribution keys have the types {types[0].Type} and {other.Type}: "
                    + "\"Distribution column types don't match\". Give both keys the same database type.";
            }
        }
    }

    private static string Name(ITable table) => SqlText.Identifier(new Core.Queries.TableName(table.Schema, table.Name));
}
