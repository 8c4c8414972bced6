using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>
/// Which types are entities: DbSets, those that code names, and all that navigations of these reach
/// (<c>DbSetFindingConvention</c>, <c>RelationshipDiscoveryConvention</c>).
/// </summary>
internal static class EntityDiscovery
{
    private const int MaxOwnedDepth = 12;

    public static void Run(ModelBuild build)
    {
        var open = new Queue<EntityBuild>();
        foreach (var (type, _) in build.Config.Sets)
        {
            Add(build, type, open);
        }

        foreach (var entity in build.Config.Entities.OrderBy(static e => e.Id, StringComparer.Ordinal))
        {
            if (entity is { InModel: true, Ignored: false, Owner: null })
            {
                Add(build, entity, open);
            }
        }

        while (open.Count > 0)
        {
            build.Cancellation.ThrowIfCancellationRequested();
            Follow(build, open.Dequeue(), open);
        }

        foreach (var group in build.Model.Entities.Where(static e => e.IsOwned).GroupBy(static e => e.Type, SymbolEqualityComparer.Default))
        {
            if (group.Count() == 1)
            {
                // An owned type with one owner is named by its type alone.
                group.First().Name = ClrTypes.NameOf(group.First().Type!);
            }
        }
    }

    private static void Add(ModelBuild build, INamedTypeSymbol type, Queue<EntityBuild> open)
    {
        if (build.Model.Find(ClrTypes.NameOf(type)) is null && !IsIgnored(build, type))
        {
            var entity = new EntityBuild(ClrTypes.NameOf(type), type) { Config = build.Config.Find(ClrTypes.NameOf(type)) };
            build.Model.Add(entity);
            open.Enqueue(entity);
        }
    }

    private static void Add(ModelBuild build, EntityConfig config, Queue<EntityBuild> open)
    {
        if (build.Model.Find(config.Id) is null && (config.Type is null || config.IsShared || !IsIgnored(build, config.Type)))
        {
            var entity = new EntityBuild(config.Id, config.Type) { Config = config, IsShared = config.IsShared || config.Type is null };
            build.Model.Add(entity);
            open.Enqueue(entity);
        }
    }

    public static bool IsIgnored(ModelBuild build, INamedTypeSymbol type) =>
        build.Config.IgnoredTypes.Contains(type)
        || (ClrTypes.Attribute(type, "System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute") is not null
            && build.Config.Find(ClrTypes.NameOf(type)) is not { InModel: true });

    private static void Follow(ModelBuild build, EntityBuild entity, Queue<EntityBuild> open)
    {
        if (entity.Type is null)
        {
            return;
        }

        foreach (var (property, target, collection) in Navigations.Candidates(build, entity))
        {
            if (entity.Config?.Owned.TryGetValue(property.Name, out var owned) == true)
            {
                AddOwned(build, entity, property.Name, owned!.Entity, owned.IsCollection, open);
                continue;
            }

            if (entity.IsOwned && entity.InOwnershipPath(target))
            {
                continue;
            }

            if (IsOwnedType(build, target) && !IsEntity(build, target))
            {
                var config = build.Config.Find(entity.Id + "." + property.Name + "#" + ClrTypes.ShortNameOf(target));
                AddOwned(build, entity, property.Name, config ?? new EntityConfig(entity.Id + "." + property.Name + "#" + ClrTypes.ShortNameOf(target), target), collection, open);
                continue;
            }

            if (entity.IsOwned && collection)
            {
                // An owned type cannot be the principal of another entity's collection.
                continue;
            }

            Add(build, target, open);
        }

        if (entity.Config is { } explicitly)
        {
            foreach (var pair in explicitly.Owned)
            {
                if (build.Model.Find(pair.Value.Entity.Id) is null)
                {
                    AddOwned(build, entity, pair.Key, pair.Value.Entity, pair.Value.IsCollection, open);
                }
            }
        }
    }

    private static void AddOwned(ModelBuild build, EntityBuild owner, string navigation, EntityConfig config, bool collection, Queue<EntityBuild> open)
    {
        var depth = 0;
        for (var current = owner; current is not null; current = current.Owner)
        {
            depth++;
        }

        // The same CLR property seen from a base and a derived entity is the base's.
        if (depth > MaxOwnedDepth || build.Model.Find(config.Id) is not null || InheritsOwned(build, owner, navigation))
        {
            return;
        }

        var entity = new EntityBuild(config.Id, config.Type) { Config = config, Owner = owner, OwnerNavigation = navigation, OwnedCollection = collection };
        build.Model.Add(entity);
        open.Enqueue(entity);
    }

    private static bool InheritsOwned(ModelBuild build, EntityBuild owner, string navigation)
    {
        if (owner.Type is null || ClrTypes.FindProperty(owner.Type, navigation) is not { } property || ClrTypes.Same(property.ContainingType, owner.Type))
        {
            return false;
        }

        return ClrTypes.SelfAndBases(owner.Type).Skip(1)
            .Any(b => ClrTypes.FindProperty(b, navigation) is not null && build.Config.SetsOf(b).Count > 0 | build.Config.Find(ClrTypes.NameOf(b)) is { InModel: true });
    }

    private static bool IsEntity(ModelBuild build, INamedTypeSymbol type) =>
        build.Config.Find(ClrTypes.NameOf(type)) is { InModel: true } || build.Config.SetsOf(type).Count > 0;

    private static bool IsOwnedType(ModelBuild build, INamedTypeSymbol type) =>
        build.Config.OwnedTypes.Contains(type) || ClrTypes.Attribute(type, "Microsoft.EntityFrameworkCore.OwnedAttribute") is not null;
}
