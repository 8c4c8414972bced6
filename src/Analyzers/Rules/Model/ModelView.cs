using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>A context's model as the rules ask for it.</summary>
internal sealed class ModelView
{
    private readonly Dictionary<TableName, Table> _tables = new();
    private readonly Dictionary<string, Entity> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entity> _entitiesByType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColocationGroup> _groups = new(StringComparer.Ordinal);
    private readonly ILookup<string?, Table> _tablesByGroup;
    private ForeignKeyLink[]? _links;

    public ModelView(ContextModel context, ShardModel model, AnalysisOptions options)
    {
        Context = context;
        Model = model;
        Options = options;
        foreach (var table in context.Tables)
        {
            _tables[table.Name] = table;
        }

        foreach (var entity in context.Entities)
        {
            _entities[entity.Id] = entity;
            if (!_entitiesByType.ContainsKey(entity.TypeName))
            {
                _entitiesByType.Add(entity.TypeName, entity);
            }
        }

        foreach (var group in context.Groups)
        {
            _groups[group.Id] = group;
        }

        _tablesByGroup = context.Tables.ToLookup(static table => table.Group, StringComparer.Ordinal);
    }

    public ContextModel Context { get; }

    public ShardModel Model { get; }

    public AnalysisOptions Options { get; }

    /// <summary>Tables that the application's own migrations make: neither views nor excluded ones.</summary>
    public IEnumerable<Table> Tables => Context.Tables.Where(static table => !table.IsView);

    public IEnumerable<Table> Distributed => Tables.Where(static table => table.Kind == TableKind.Distributed);

    /// <summary>Whether anything in the context is sharded at all.</summary>
    public bool HasSharded => Context.Tables.Any(static table => table.Kind is TableKind.Distributed or TableKind.SingleShard or TableKind.SchemaSharded or TableKind.Reference);

    public Table? Find(TableName name) => _tables.TryGetValue(name, out var table) ? table : null;

    public Entity? Find(string? id) => id is not null && _entities.TryGetValue(id, out var entity) ? entity : null;

    /// <summary>The entities in a table, owner or root first.</summary>
    public IEnumerable<Entity> EntitiesOf(Table table) => table.Entities.Select(id => Find(id)).OfType<Entity>();

    public Entity? MainEntity(Table table) => EntitiesOf(table).FirstOrDefault();

    /// <summary>What messages call a table: its entity's name.</summary>
    public string Display(Table table) => MainEntity(table)?.DisplayName ?? table.Name.Name;

    /// <summary>The property whose column it is, as messages name it; the column's own name for one that nobody declared.</summary>
    public string PropertyOf(Table table, string column)
    {
        foreach (var entity in EntitiesOf(table))
        {
            foreach (var property in entity.Properties)
            {
                if (property.ColumnName == column)
                {
                    return property.Name;
                }
            }
        }

        return column;
    }

    /// <summary>Columns as messages name them.</summary>
    public string Names(Table table, EquatableArray<string> columns) => "(" + string.Join(", ", columns.Select(column => PropertyOf(table, column))) + ")";

    /// <summary>The names of the properties of a table that could be meant by a mistaken one.</summary>
    public string PropertyNames(Table table) => string.Join(", ", table.Columns.Select(column => PropertyOf(table, column.Name)).Take(8));

    public MadeBy KindOf(Table table) => MainEntity(table) switch
    {
        { Owner: not null } => MadeBy.Ownership,
        { Place.IsNone: true } entity when IsJoinEntity(entity) => MadeBy.ManyToMany,
        { Base: not null, Inheritance: Inheritance.TablePerType or Inheritance.TablePerConcrete } => MadeBy.Inheritance,
        _ => MadeBy.Entity,
    };

    private bool IsJoinEntity(Entity entity) =>
        Context.Entities.Any(other => other.Navigations.Any(navigation => navigation.Through?.JoinEntity == entity.Id));

    /// <summary>Whether a unique index is what EF Core makes of a one-to-one relationship's foreign key rather than a declared one.</summary>
    public bool IsOfOneToOne(Table table, TableIndex index) =>
        table.ForeignKeys.Any(foreign => foreign.Columns == index.Columns && (index.Place.IsNone || (index.Place.File == foreign.Place.File && index.Place.Start == foreign.Place.Start)));

    /// <summary>Whether a part of the configuration that concerns the entity could not be read.</summary>
    public bool IsUnread(Entity entity) =>
        Context.Unread.Concat(Model.Unread).Any(part => part.Entity is null || part.Entity == entity.TypeName);

    /// <summary>The mark that decides about an entity.</summary>
    public Mark? MarkOf(Entity entity, TableKind kind) => entity.Marks.FirstOrDefault(mark => mark.Kind == kind);

    public Entity? EntityOfType(string typeName) => _entitiesByType.TryGetValue(typeName, out var entity) ? entity : null;

    /// <summary>The first table of a table's colocation group.</summary>
    public Table? RootOf(Table table) =>
        table.Group is { } id && _groups.TryGetValue(id, out var group) && group.Root is { } root ? Find(root) : null;

    /// <summary>Whether a table's colocation group has no other.</summary>
    public bool IsAloneInGroup(Table table) => !_tablesByGroup[table.Group].Any(other => other.Name != table.Name);

    /// <summary>Every foreign key whose principal is a table of this context.</summary>
    public IEnumerable<ForeignKeyLink> ForeignKeys => _links ??= Tables
        .Where(static table => !table.ExcludedFromMigrations)
        .SelectMany(table => table.ForeignKeys.Select(foreign => Find(foreign.Principal) is { IsView: false, ExcludedFromMigrations: false } principal ? new ForeignKeyLink(table, principal, foreign) : null))
        .OfType<ForeignKeyLink>()
        .ToArray();

    /// <summary>What the rules over tables that conventions make have in common: the place to change is the entity that they are made of.</summary>
    public IEnumerable<ModelFinding> ImplicitTablesWithoutKey(MadeBy made)
    {
        foreach (var table in Distributed)
        {
            if (KindOf(table) != made || table.PrimaryKey is not { } primary || (table.DistributionColumn is { } column && primary.Columns.Contains(column)))
            {
                continue;
            }

            var words = CitusWords.Constraint(table.Name.Name);
            yield return new(PlaceOf(table), Display(table), table.Name.Name, table.DistributionColumn is { } key ? PropertyOf(table, key) : KeyOfGroup(table), Names(table, primary.Columns), words)
            {
                Properties = Properties(table, words, primary.Columns),
                Related = ImmutableArray.Create(primary.Place),
            };
        }
    }

    public ImmutableDictionary<string, string?> Properties(Table table, CitusWords? words, EquatableArray<string> columns = default)
    {
        var properties = Citus(words).SetItem("table", table.Name.ToString()).SetItem("entity", MainEntity(table)?.TypeName);
        if (table.DistributionColumn is { } key)
        {
            properties = properties.SetItem("key", key).SetItem("keyProperty", PropertyOf(table, key));
        }

        return columns.IsEmpty ? properties : properties.SetItem("columns", string.Join(",", columns.Select(column => PropertyOf(table, column))));
    }

    /// <summary>The property of a diagnostic that holds Citus's words.</summary>
    public static ImmutableDictionary<string, string?> Citus(CitusWords? words) => words is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.SetItem("citus", words.Raw);

    private string KeyOfGroup(Table table) =>
        RootOf(table) is { DistributionColumn: { } key } root ? PropertyOf(root, key) : "of its group";

    /// <summary>Where a column's property is configured or declared.</summary>
    public Place PlaceOfProperty(Table table, string column) => PlaceOf(
        table,
        EntitiesOf(table).SelectMany(static entity => entity.Properties.Items).Where(property => property.ColumnName == column).Select(static property => property.Place).ToArray());

    public Place PlaceOf(Table table, params Place[] preferred)
    {
        foreach (var place in preferred)
        {
            if (!place.IsNone)
            {
                return place;
            }
        }

        // The mark of a table that conventions make stands on another entity.
        var entity = MainEntity(table)?.Place ?? Place.None;
        return table.Place.IsNone || (KindOf(table) != MadeBy.Entity && !entity.IsNone) ? entity : table.Place;
    }
}
