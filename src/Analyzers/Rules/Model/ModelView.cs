using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>A context's model as the rules ask for it.</summary>
internal sealed class ModelView
{
    private readonly Dictionary<TableName, Table> _tables = new();
    private readonly Dictionary<string, Entity> _entities = new(StringComparer.Ordinal);

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
        }
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

    public Place PlaceOf(Table table, params Place[] preferred)
    {
        foreach (var place in preferred)
        {
            if (!place.IsNone)
            {
                return place;
            }
        }

        return !table.Place.IsNone ? table.Place : MainEntity(table)?.Place ?? Place.None;
    }
}
