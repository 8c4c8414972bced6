using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>The model's contexts by their types.</summary>
internal sealed class Contexts
{
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

    public static Entity? FindEntity(ContextModel context, ITypeSymbol type)
    {
        var name = MetadataName(type);
        foreach (var entity in context.Entities)
        {
            if (entity.TypeName == name)
            {
                return entity;
            }
        }

        return null;
    }

    private static bool Maps(ContextModel context, ITypeSymbol entity) => FindEntity(context, entity) is not null;

    /// <summary>A type's metadata name with namespace, nested types by <c>+</c>.</summary>
    public static string MetadataName(ITypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name;
    }
}
