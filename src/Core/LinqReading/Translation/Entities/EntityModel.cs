using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Entities;

/// <summary>A context's entities, by name and by their place in hierarchies.</summary>
internal sealed class EntityModel
{
    private static readonly ConditionalWeakTable<ContextModel, EntityModel> Known = new();

    private readonly Dictionary<string, Entity> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Entity>> _derived = new(StringComparer.Ordinal);

    private EntityModel(ContextModel context)
    {
        Context = context;
        foreach (var entity in context.Entities)
        {
            _byId[entity.Id] = entity;
        }

        foreach (var entity in context.Entities)
        {
            if (entity.Base is { } parent)
            {
                if (!_derived.TryGetValue(parent, out var list))
                {
                    _derived[parent] = list = [];
                }

                list.Add(entity);
            }
        }
    }

    public ContextModel Context { get; }

    public static EntityModel For(ContextModel context) => Known.GetValue(context, static c => new EntityModel(c));

    public Entity? Find(string? id) => id is not null && _byId.TryGetValue(id, out var entity) ? entity : null;

    public Entity? Find(ITypeSymbol? type) => type is null ? null : Find(SymbolNames.MetadataName(type));

    public IReadOnlyList<Entity> DirectlyDerived(Entity entity) => _derived.TryGetValue(entity.Id, out var list) ? list : [];

    /// <summary>The entity and all below it.</summary>
    public List<Entity> WithDerived(Entity entity)
    {
        var all = new List<Entity> { entity };
        for (var i = 0; i < all.Count && i < 10_000; i++)
        {
            all.AddRange(DirectlyDerived(all[i]));
        }

        return all;
    }

    public Entity RootOf(Entity entity)
    {
        var at = entity;
        for (var i = 0; i < 100 && Find(at.Base) is { } parent; i++)
        {
            at = parent;
        }

        return at;
    }

    /// <summary>The entity and its mapped bases, root first.</summary>
    public List<Entity> Lineage(Entity entity)
    {
        var line = new List<Entity>();
        var at = entity;
        for (var i = 0; i < 100 && at is not null; i++)
        {
            line.Insert(0, at);
            at = Find(at.Base);
        }

        return line;
    }

    public bool IsSameOrBelow(Entity entity, Entity ancestor)
    {
        var at = entity;
        for (var i = 0; i < 100 && at is not null; i++)
        {
            if (at.Id == ancestor.Id)
            {
                return true;
            }

            at = Find(at.Base);
        }

        return false;
    }

    /// <summary>The table of a name; without a schema, of the default one.</summary>
    public Table? FindTable(TableName name)
    {
        foreach (var table in Context.Tables)
        {
            if (table.Name.Name == name.Name && (name.Schema is null || table.Name.Schema is null || table.Name.Schema == name.Schema))
            {
                return table;
            }
        }

        return null;
    }

    public SqlType TypeOf(Entity entity, string property) => entity.FindProperty(property)?.Type ?? SqlType.Unknown;
}
