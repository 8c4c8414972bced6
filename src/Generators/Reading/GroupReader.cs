using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.Support;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Reading;

/// <summary>A colocation group with the types that its scope will name.</summary>
internal sealed record GroupSource(ContextSpec Context, INamedTypeSymbol Symbol, string Name, ITypeSymbol KeyType, string KeyName, Dictionary<ITypeSymbol, string> SetNames)
{
    /// <summary>By <see cref="Entity.Id"/>: the group's entities whose key has the scope's type.</summary>
    public required Dictionary<string, ScopedEntity> Entities { get; init; }

    /// <summary>All reference entities of the context.</summary>
    public required IReadOnlyList<(Entity Entity, INamedTypeSymbol Type)> References { get; init; }

    /// <summary>Those with a collection of the group's rows.</summary>
    public required IReadOnlyList<(Entity Entity, INamedTypeSymbol Type)> Related { get; init; }
}

internal sealed record ScopedEntity(Entity Entity, INamedTypeSymbol Type, KeySpec Key);

/// <summary>The groups of a context that a key fixes.</summary>
internal static class GroupReader
{
    public static IEnumerable<GroupSource> Read(ContextModel context, INamedTypeSymbol symbol, ContextSpec spec, TypeFacts types)
    {
        var byGroup = new Dictionary<string, List<(Entity Entity, INamedTypeSymbol Type)>>(StringComparer.Ordinal);
        var references = new List<(Entity Entity, INamedTypeSymbol Type)>();
        foreach (var entity in context.Entities)
        {
            if (!IsQueryable(entity) || types.FindNameable(entity.TypeName) is not { } type)
            {
                continue;
            }

            if (entity.Kind == TableKind.Reference)
            {
                references.Add((entity, type));
            }
            else if (entity is { Kind: TableKind.Distributed, Group: { } id, DistributionProperty: not null })
            {
                if (!byGroup.TryGetValue(id, out var list))
                {
                    byGroup.Add(id, list = []);
                }

                list.Add((entity, type));
            }
        }

        var setNames = ContextReader.Sets(symbol);
        references.Sort(static (a, b) => string.CompareOrdinal(a.Entity.Id, b.Entity.Id));
        var related = references
            .SelectMany(r => r.Entity.Navigations.Where(n => n.IsCollection).Select(n => n.Target).Distinct(), (r, target) => (r, target))
            .ToLookup(x => x.target, x => x.r, StringComparer.Ordinal);
        foreach (var group in context.Groups)
        {
            if (!byGroup.TryGetValue(group.Id, out var members) || KeyOf(members, types) is not { } keyType)
            {
                continue;
            }

            var entities = new Dictionary<string, ScopedEntity>(StringComparer.Ordinal);
            foreach (var (entity, type) in members)
            {
                if (KeyReader.Read(entity, type, entity.DistributionProperty!, types) is { } key && TypeFacts.Name(key.Type) == TypeFacts.Name(keyType))
                {
                    entities.Add(entity.Id, new ScopedEntity(entity, type, key.Spec));
                }
            }

            var keyName = members
                .Select(m => m.Entity.DistributionProperty!)
                .Where(p => p != "Id")
                .GroupBy(p => p, StringComparer.Ordinal)
                .OrderByDescending(p => p.Count()).ThenBy(p => p.Key, StringComparer.Ordinal)
                .FirstOrDefault()?.Key;
            var name = Names.Scope(group.ScopeName, keyName ?? "Id", group.DisplayName);
            yield return new GroupSource(spec, symbol, name, keyType, group.ScopeName is null && keyName is not null ? Names.Pascal(keyName) : name + "Id", setNames)
            {
                Entities = entities,
                References = references,
                Related = [.. entities.Keys.OrderBy(k => k, StringComparer.Ordinal).SelectMany(k => related[k]).Distinct()],
            };
        }
    }

    /// <summary>Whether <c>Set&lt;T&gt;()</c> gives its rows.</summary>
    private static bool IsQueryable(Entity entity) =>
        entity.Owner is null && entity.JsonColumn is null && entity.Id == entity.TypeName && (entity.Table is not null || entity.Inheritance == Inheritance.TablePerConcrete) && !entity.IsView && entity.SqlQuery is null;

    /// <summary>The type that most keys of the group have.</summary>
    private static ITypeSymbol? KeyOf(List<(Entity Entity, INamedTypeSymbol Type)> members, TypeFacts types) => members
        .Select(m => KeyReader.Read(m.Entity, m.Type, m.Entity.DistributionProperty!, types)?.Type)
        .Where(t => t is not null)
        .GroupBy(t => TypeFacts.Name(t!), StringComparer.Ordinal)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.First();
}
