using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions;
using ShardSafety.Core.ModelReading.Marking;

namespace ShardSafety.Core.ModelReading.Emission;

/// <summary>How one entity's rows are placed.</summary>
internal sealed record Placement(TableKind Kind, string? Key, string? Group, int? ShardCount, Place Place)
{
    public static readonly Placement None = new(TableKind.Unmarked, null, null, null, Place.None);

    /// <summary>The property's column in this entity's table.</summary>
    public string? Column { get; init; }
}

/// <summary>
/// Places entities by their marks. Tables that EF Core makes by itself (join entities, owned collections, tables of derived
/// types) go with what they belong to.
/// </summary>
internal sealed class Distribution(BuiltModel model, MarkReader marks, ModelConfig config)
{
    private readonly Dictionary<EntityBuild, Placement> _placements = [];
    private readonly HashSet<EntityBuild> _open = [];

    public Placement Of(EntityBuild entity)
    {
        if (_placements.TryGetValue(entity, out var known))
        {
            return known;
        }

        if (!_open.Add(entity))
        {
            return Placement.None;
        }

        var placement = Place(entity);
        if (config.SchemaSharded && placement.Kind is not (TableKind.Reference or TableKind.Local))
        {
            placement = new Placement(TableKind.SchemaSharded, null, null, null, placement.Place);
        }

        _open.Remove(entity);
        _placements[entity] = placement;
        return placement;
    }

    private Placement Place(EntityBuild entity)
    {
        if (entity.Config?.Mark is { } fluent)
        {
            var group = fluent.Kind is TableKind.Distributed or TableKind.SingleShard
                ? fluent.ColocateWith is { } with ? GroupOf(with, []) : entity.Id
                : null;
            return Resolve(entity, new Placement(fluent.Kind, fluent.Key, group, fluent.ShardCount, fluent.Place));
        }

        if (entity.Owner is { } owner)
        {
            // An owned type's own mark does not count: its rows belong to the owner's.
            return Follow(entity, Of(owner), entity.Ownership);
        }

        if (!entity.IsShared && marks.Of(entity.Type) is { } mark)
        {
            return Resolve(entity, new Placement(mark.Kind, mark.Key, GroupOf(mark, []), mark.ShardCount, mark.Place));
        }

        if (entity.Base is { } parent)
        {
            return Resolve(entity, Of(parent) with { Column = null });
        }

        return entity.Type is null ? Joined(entity) : Placement.None;
    }

    /// <summary>A join table goes with the distributed end.</summary>
    private Placement Joined(EntityBuild entity)
    {
        var ends = entity.ForeignKeys.Select(k => (Key: k, Placement: Of(k.Principal))).ToList();
        foreach (var kind in new[] { TableKind.Distributed, TableKind.SingleShard, TableKind.Unmarked, TableKind.Local, TableKind.Reference })
        {
            foreach (var (key, placement) in ends)
            {
                if (placement.Kind == kind && (kind != TableKind.Distributed || Carried(key, placement) is not null))
                {
                    return Follow(entity, placement, key);
                }
            }

            if (ends.FirstOrDefault(e => e.Placement.Kind == kind) is { Key: not null } any)
            {
                return Follow(entity, any.Placement, any.Key);
            }
        }

        return Placement.None;
    }

    /// <summary>The key of what it follows: a property of the same name, else the foreign key's column that carries it.</summary>
    private static Placement Follow(EntityBuild entity, Placement of, ForeignKeyBuild? key)
    {
        if (of.Kind != TableKind.Distributed)
        {
            return of with { Key = null, Column = null };
        }

        if (key is not null && ColumnNaming.SameTable(entity, key.Principal))
        {
            return of with { Key = Carried(key, of)?.Name, Column = of.Column };
        }

        var carried = (of.Key is null ? null : entity.FindProperty(of.Key)) ?? (key is null ? null : Carried(key, of));
        return of with { Key = carried?.Name, Column = carried?.Column };
    }

    private static PropertyBuild? Carried(ForeignKeyBuild key, Placement of)
    {
        for (var i = 0; i < key.Properties.Count && i < key.PrincipalKey?.Properties.Count; i++)
        {
            if (key.PrincipalKey.Properties[i].Name == of.Key)
            {
                return key.Properties[i];
            }
        }

        return null;
    }

    private static Placement Resolve(EntityBuild entity, Placement placement)
    {
        if (placement.Kind != TableKind.Distributed || placement.Key is null)
        {
            return placement;
        }

        var property = entity.FindProperty(placement.Key) ?? ByColumn(entity, placement.Key);
        if (property is null)
        {
            return placement with { Column = null };
        }

        return placement with { Key = property.Name, Column = TableEmission.ColumnsOf(entity).Contains(property) ? property.Column : null };
    }

    private static PropertyBuild? ByColumn(EntityBuild entity, string key) => entity.AllProperties().FirstOrDefault(p => p.IsShadow && p.Column == key);

    /// <summary>The marks that stand nearest, as they are written.</summary>
    public IEnumerable<Mark> MarksOf(EntityBuild entity)
    {
        if (entity.Config?.Mark is { } fluent)
        {
            return [new Mark(fluent.Kind) { Key = fluent.Key, ColocateWith = fluent.ColocateWith, ShardCount = fluent.ShardCount, On = entity.Id, Place = fluent.Place }];
        }

        return entity.IsOwned || entity.IsShared || entity.Type is null ? [] : marks.Nearest(entity.Type).Select(static m => m.ToModel());
    }

    public TimePartitioning? PartitioningOf(EntityBuild entity)
    {
        var said = entity.Config?.Partitioning is { } fluent
            ? new TimePartitioning(fluent.Property) { Every = fluent.Every, Ahead = fluent.Ahead, Place = fluent.Place }
            : !entity.IsOwned && !entity.IsShared && marks.PartitioningOf(entity.Type) is { } mark
                ? new TimePartitioning(mark.Property) { Every = mark.Every, Ahead = mark.Ahead, Place = mark.Place }
                : null;
        return said is null ? null : said with { Column = entity.FindProperty(said.Property)?.Column };
    }

    /// <summary>The group of an entity or marked type by its name.</summary>
    public string GroupOf(string name) => GroupOf(name, []);

    private string GroupOf(string name, HashSet<string> seen)
    {
        var entity = model.Find(name);
        if (entity?.Config?.Mark is { } fluent)
        {
            return fluent.ColocateWith is { } with && seen.Add(name) ? GroupOf(with, seen) : name;
        }

        return marks.Of(entity?.Type) is { } mark ? GroupOf(mark, []) ?? name : name;
    }

    /// <summary>One mark is one group; ColocateWith leads to another's, and so on to the one that founds it.</summary>
    private string? GroupOf(TypeMark mark, HashSet<ISymbol> seen)
    {
        if (mark.Kind is not (TableKind.Distributed or TableKind.SingleShard))
        {
            return null;
        }

        if (mark.ColocateWith is not INamedTypeSymbol with || !seen.Add(mark.Carrier))
        {
            return ClrTypes.NameOf(mark.Carrier);
        }

        var name = ClrTypes.NameOf(with);
        if (model.Find(name)?.Config?.Mark is not null)
        {
            return GroupOf(name, []);
        }

        return marks.Of(with) is { } other && other.Kind == mark.Kind ? GroupOf(other, seen) : name;
    }
}
