using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.Core.Ddl;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>What Citus refuses of a change to tables that are distributed already, one sentence each.</summary>
internal static class ChangeChecks
{
    public static IEnumerable<string> Check(
        IRelationalModel source, IRelationalModel target, IReadOnlyList<MigrationOperation> operations, IReadOnlyList<TableChange> changes, Renames renames) =>
        Rebuilt(source, changes).Concat(Partitioned(changes)).Concat(Columns(source, target, operations, changes, renames));

    /// <summary>The identity column that keeps Citus from rebuilding a table, if it has one.</summary>
    public static string? Identity(IRelationalModel model, TableName name) =>
        model.FindTable(name.Name, name.Schema)?.Columns.FirstOrDefault(IdentityColumns.IsIdentity)?.Name;

    private static IEnumerable<string> Rebuilt(IRelationalModel source, IReadOnlyList<TableChange> changes)
    {
        foreach (var change in changes.Where(static c => (c.Undoes && c.Before.IsCitusTable) || c.Alters))
        {
            if (Identity(source, change.OldName) is { } column)
            {
                yield return $"Table {Quoted(change.OldName)} has the identity column {SqlText.Identifier(column)}, so its distribution cannot be changed or undone: \"cannot complete operation on a table with identity column\". "
                    + "Create a new table with the new distribution and copy the rows.";
            }
        }
    }

    private static IEnumerable<string> Partitioned(IReadOnlyList<TableChange> changes)
    {
        foreach (var change in changes.Where(static c => c.Before.PartitionColumn != c.After.PartitionColumn))
        {
            yield return $"Table {Quoted(change.Name)} exists, and PostgreSQL cannot change whether or by what a table is partitioned. Create a new table with [PartitionedBy] and copy the rows.";
        }
    }

    private static IEnumerable<string> Columns(
        IRelationalModel source, IRelationalModel target, IReadOnlyList<MigrationOperation> operations, IReadOnlyList<TableChange> changes, Renames renames)
    {
        foreach (var add in operations.OfType<AddColumnOperation>())
        {
            var name = new TableName(add.Schema, add.Table);
            if (Stays(source, changes, renames, name) is null)
            {
                continue;
            }

            if (IdentityColumns.IsIdentity(add))
            {
                yield return $"Column {SqlText.Identifier(add.Name)} of the distributed table {Quoted(name)} would be added as an identity column: \"cannot execute ADD COLUMN commands involving identity columns when metadata is synchronized to workers\". "
                    + "Have the application set it (ValueGeneratedNever), or give it another default.";
            }
            else if (IdentityColumns.IsSerial(add))
            {
                yield return $"Column {SqlText.Identifier(add.Name)} of the distributed table {Quoted(name)} would be added as a serial column: \"cannot execute ADD COLUMN commands involving serial pseudotypes when metadata is synchronized to workers\". "
                    + "Have the application set it (ValueGeneratedNever), or give it another default.";
            }
        }

        foreach (var drop in operations.OfType<DropColumnOperation>())
        {
            var name = renames.After(new TableName(drop.Schema, drop.Table));
            if (Stays(source, changes, renames, name) is { KeyColumn: { } key } && key == drop.Name && !changes.Any(c => c.Name == name && c.Alters))
            {
                yield return Key(name, key, "dropped");
            }
        }

        foreach (var alter in operations.OfType<AlterColumnOperation>())
        {
            var name = new TableName(alter.Schema, alter.Table);
            if (Stays(source, changes, renames, name) is { KeyColumn: { } key } && key == alter.Name && target.FindTable(name.Name, name.Schema) is not null)
            {
                yield return Key(name, key, "changed");
            }
        }
    }

    private static string Key(TableName name, string key, string how) =>
        $"Column {SqlText.Identifier(key)} is the distribution key of {Quoted(name)} and would be {how}: \"cannot execute ALTER TABLE command involving partition column\". "
        + "Undistribute the table first, in a migration of its own, or distribute it by another column.";

    /// <summary>How a table is distributed that is so already and stays so while columns change; null for any other.</summary>
    private static TableDistribution? Stays(IRelationalModel source, IReadOnlyList<TableChange> changes, Renames renames, TableName name)
    {
        var old = renames.Before(name);
        if (changes.Any(c => c.Name == name && c.Undoes) || source.FindTable(old.Name, old.Schema) is not { } table)
        {
            return null;
        }

        var distribution = EntityDistribution.Of(table);
        return distribution.HasShards || distribution.Kind == TableKind.Reference
            ? distribution with { KeyColumn = renames.Column(name, distribution.KeyColumn) }
            : null;
    }

    private static string Quoted(TableName name) => SqlText.Identifier(name);
}
