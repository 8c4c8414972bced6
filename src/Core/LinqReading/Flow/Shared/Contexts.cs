using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>The model's contexts by their types.</summary>
internal sealed class Contexts
{
    private static readonly ConditionalWeakTable<ContextModel, Dictionary<string, Entity>> EntitiesByType = new();

    private readonly Dictionary<INamedTypeSymbol, ContextModel> _byType = new(SymbolEqualityComparer.Default);
    private readonly List<INamedTypeSymbol> _order = [];

    public Contexts(Compilation compilation, ShardModel model)
    {
        foreach (var context in model.Contexts)
        {
            foreach (var type in compilation.GetTypesByMetadataName(context.TypeName))
            {
                if (!_byType.ContainsKey(type))
                {
                    _byType.Add(type, context);
                    _order.Add(type);
                }
            }
        }
    }

    public ContextModel? Find(INamedTypeSymbol type) =>
        _byType.TryGetValue(type, out var own) || _byType.TryGetValue(type.OriginalDefinition, out own) ? own : null;

    /// <summary>
    /// The context that a variable of a context type stands for when an entity is asked of it: the type itself, else (a base
    /// class, <c>DbContext</c>) the first context that derives from it and maps the entity.
    /// </summary>
    public INamedTypeSymbol? For(INamedTypeSymbol declared, ITypeSymbol entity)
    {
        if (Find(declared) is { } own && Maps(own, entity))
        {
            return declared;
        }

        foreach (var type in _order)
        {
            if (KnownTypes.DerivesFrom(type, declared) && Maps(_byType[type], entity))
            {
                return type;
            }
        }

        return Find(declared) is null ? null : declared;
    }

    /// <summary>Whether an entity of some context is none of those that a variable of a context type can stand for, so that asking for it there fails.</summary>
    public bool Lacks(INamedTypeSymbol declared, ITypeSymbol entity) =>
        For(declared, entity) is var found && (found is null || !Maps(Find(found)!, entity))
        && _order.Any(t => Maps(_byType[t], entity)) && _order.Any(t => KnownTypes.DerivesFrom(t, declared));

    /// <summary>Whether a table's query filters could give its key: it is distributed and has one. No name asks for any table.</summary>
    public bool FiltersByKey(string? table)
    {
        foreach (var type in _order)
        {
            foreach (var entity in _byType[type].Entities)
            {
                if (!entity.QueryFilters.IsEmpty && entity.DistributionProperty is not null && (table is null || entity.DisplayName == table || entity.Table?.Name == table))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static Entity? FindEntity(ContextModel context, ITypeSymbol type) =>
        EntitiesByType.GetValue(context, static c => ByType(c)).TryGetValue(SymbolNames.MetadataName(type), out var entity) ? entity : null;

    private static Dictionary<string, Entity> ByType(ContextModel context)
    {
        var entities = new Dictionary<string, Entity>(System.StringComparer.Ordinal);
        foreach (var entity in context.Entities)
        {
            // A type may be mapped more than once (shared-type entities); the first counts.
            if (!entities.ContainsKey(entity.TypeName))
            {
                entities.Add(entity.TypeName, entity);
            }
        }

        return entities;
    }

    private static bool Maps(ContextModel context, ITypeSymbol entity) => FindEntity(context, entity) is not null;
}
