using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.Core.Queries;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>What a migration renames.</summary>
internal sealed class Renames
{
    private readonly Dictionary<TableName, TableName> _before = [];
    private readonly Dictionary<TableName, TableName> _after = [];
    private readonly Dictionary<(TableName Table, string Column), string> _columns = [];

    public Renames(IEnumerable<MigrationOperation> operations)
    {
        var all = operations.ToList();
        foreach (var rename in all.OfType<RenameTableOperation>())
        {
            // EF Core leaves the new schema out when it stays.
            var (old, now) = (new TableName(rename.Schema, rename.Name), new TableName(rename.NewSchema ?? rename.Schema, rename.NewName ?? rename.Name));
            _before[now] = old;
            _after[old] = now;
        }

        foreach (var rename in all.OfType<RenameColumnOperation>())
        {
            _columns[(After(new TableName(rename.Schema, rename.Table)), rename.Name)] = rename.NewName;
        }
    }

    /// <summary>A table's name before the migration.</summary>
    public TableName Before(TableName now) => _before.TryGetValue(now, out var old) ? old : now;

    public TableName After(TableName old) => _after.TryGetValue(old, out var now) ? now : old;

    /// <summary>A column's name after the migration, of a table by its name after it.</summary>
    public string? Column(TableName table, string? column) => column is not null && _columns.TryGetValue((table, column), out var now) ? now : column;
}
