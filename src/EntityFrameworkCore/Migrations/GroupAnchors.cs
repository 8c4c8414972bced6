using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.Core.Queries;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>
/// For each colocation group a table that already is in it when the next one joins. It does not matter which: colocation is among
/// all. The first table founds the group, whatever its name.
/// </summary>
internal sealed class GroupAnchors
{
    private readonly Dictionary<string, TableName> _anchors = [];

    public GroupAnchors(IRelationalModel? source, IRelationalModel? target, Renames renames, IReadOnlyList<TableChange> changes)
    {
        if (source is null || target is null)
        {
            return;
        }

        var order = TableOrder.Of(target);
        var moving = changes.Where(static c => c.NeedsNoForeignKeys).Select(static c => c.Name).ToHashSet();
        foreach (var table in target.Tables.OrderBy(t => order[TableOrder.Name(t)]))
        {
            var name = TableOrder.Name(table);
            var distribution = EntityDistribution.Of(table);
            var old = renames.Before(name);
            if (distribution is { HasShards: true, Group: { } group } && !moving.Contains(name) && source.FindTable(old.Name, old.Schema) is not null)
            {
                _anchors.TryAdd(group, name);
            }
        }
    }

    /// <summary>Says with whom the table joins its group.</summary>
    public TableDistribution Join(TableName table, TableDistribution distribution, bool joins)
    {
        if (!joins || !distribution.HasShards || distribution.Group is not { } group)
        {
            return distribution;
        }

        if (_anchors.TryGetValue(group, out var anchor))
        {
            // The group has its number of shards.
            return distribution with { ColocateWith = anchor };
        }

        _anchors.Add(group, table);
        return distribution with { ColocateWith = null };
    }
}
