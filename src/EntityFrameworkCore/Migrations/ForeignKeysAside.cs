using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.Core.Queries;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>
/// Drops the foreign keys from and to tables whose distribution changes, and adds them again at the end: Citus refuses to
/// undistribute a table that has any, drops them itself when a key or colocation changes, and wants principals distributed first.
/// </summary>
internal sealed class ForeignKeysAside
{
    private readonly List<(IForeignKeyConstraint Old, IForeignKeyConstraint New)> _kept = [];

    public ForeignKeysAside(IRelationalModel? source, IRelationalModel? target, Renames renames, IReadOnlyList<TableChange> changes, IReadOnlyList<MigrationOperation> operations)
    {
        var touched = changes.Where(static c => c.NeedsNoForeignKeys).Select(static c => c.OldName).ToHashSet();
        if (source is null || target is null || touched.Count == 0)
        {
            return;
        }

        var dropped = operations.OfType<DropForeignKeyOperation>().Select(static d => (new TableName(d.Schema, d.Table), d.Name)).ToHashSet();
        foreach (var table in source.Tables)
        {
            var name = TableOrder.Name(table);
            foreach (var key in table.ForeignKeyConstraints)
            {
                if ((touched.Contains(name) || touched.Contains(TableOrder.Name(key.PrincipalTable))) && !dropped.Contains((name, key.Name))
                    && After(target, renames.After(name))?.ForeignKeyConstraints.FirstOrDefault(k => k.Name == key.Name) is { } now)
                {
                    _kept.Add((key, now));
                }
            }
        }
    }

    public IEnumerable<MigrationOperation> Drops() => _kept.Select(static k => new DropForeignKeyOperation
    {
        Name = k.Old.Name,
        Table = k.Old.Table.Name,
        Schema = k.Old.Table.Schema,
    });

    public IEnumerable<MigrationOperation> Adds() => _kept.Select(static k => AddForeignKeyOperation.CreateFrom(k.New));

    private static ITable? After(IRelationalModel target, TableName name) => target.FindTable(name.Name, name.Schema);
}
