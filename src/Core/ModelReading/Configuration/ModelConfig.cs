using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Configuration;

/// <summary>
/// What a context's code says explicitly about its model: the fluent API's calls, in order, merged per entity. Conventions
/// and annotations fill the rest in when the model is built. Mutable while the code is interpreted.
/// </summary>
internal sealed class ModelConfig(INamedTypeSymbol context)
{
    private readonly Dictionary<string, EntityConfig> _entities = new(StringComparer.Ordinal);
    private readonly List<(INamedTypeSymbol Type, string Name)> _sets = [];
    private readonly Dictionary<ITypeSymbol, List<string>> _setNames = new(SymbolEqualityComparer.Default);

    public INamedTypeSymbol Context { get; } = context;

    /// <summary>Changes whenever a call changed something, so that a built model can be told stale.</summary>
    public int Version { get; set; }

    public IEnumerable<EntityConfig> Entities => _entities.Values;

    /// <summary>DbSet properties: entity type and name, sorted by name as EF Core finds them.</summary>
    public IReadOnlyList<(INamedTypeSymbol Type, string Name)> Sets => _sets;

    public string? DefaultSchema { get; set; }

    public NameRewriting Naming { get; set; }

    public HashSet<ITypeSymbol> IgnoredTypes { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<ITypeSymbol> OwnedTypes { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<ITypeSymbol> ComplexTypes { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Enums mapped to PostgreSQL enums: the type's name in the database.</summary>
    public Dictionary<ITypeSymbol, string> Enums { get; } = new(SymbolEqualityComparer.Default);

    /// <summary><c>ConfigureConventions</c>: what holds for every property of a type (or of types that derive from it).</summary>
    public List<(ITypeSymbol Type, PropertyConfig Facets)> TypeFacets { get; } = [];

    /// <summary>The value generation of the whole model (<c>UseIdentityColumns</c>, <c>UseSerialColumns</c>, <c>UseHiLo</c>).</summary>
    public ColumnStrategy Strategy { get; set; } = ColumnStrategy.Identity;

    /// <summary>The context's tables are in schemas that are distributed as a whole.</summary>
    public bool SchemaSharded { get; set; }

    /// <summary><c>PutKeyFirst</c> of ShardSafety.EntityFrameworkCore.</summary>
    public bool KeyFirst { get; set; }

    /// <summary><c>CompleteForeignKeys</c> of ShardSafety.EntityFrameworkCore.</summary>
    public bool CompleteForeignKeys { get; set; }

    /// <summary>Base contexts whose models were taken from their assemblies.</summary>
    public HashSet<string> Carried { get; } = new(StringComparer.Ordinal);

    public List<UnreadPart> Unread { get; } = [];

    /// <summary>Properties declared on <c>DbContext</c>-wide conventions of ShardSafety: the context member a tenant filter compares with.</summary>
    public List<TenantFilterConfig> TenantFilters { get; } = [];

    public Dictionary<string, ForeignKeyOverride> ForeignKeyOverrides { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of keys and indexes that a loop over metadata set, by their identity.</summary>
    public Dictionary<string, string> NameOverrides { get; } = new(StringComparer.Ordinal);

    public void AddSet(INamedTypeSymbol type, string name)
    {
        _sets.Add((type, name));
        if (!_setNames.TryGetValue(type, out var names))
        {
            _setNames.Add(type, names = []);
        }

        names.Add(name);
    }

    /// <summary>The DbSet properties of an entity type.</summary>
    public IReadOnlyList<string> SetsOf(ITypeSymbol type) => _setNames.TryGetValue(type, out var names) ? names : [];

    public EntityConfig? Find(string id) => _entities.TryGetValue(id, out var found) ? found : null;

    public EntityConfig Entity(string id, INamedTypeSymbol? type)
    {
        if (!_entities.TryGetValue(id, out var entity))
        {
            entity = new EntityConfig(id, type);
            _entities.Add(id, entity);
        }

        return entity;
    }

    public EntityConfig Entity(INamedTypeSymbol type) => Entity(ClrTypes.NameOf(type), type);

    /// <summary>Where the type may be owned several times, the entity is named by the way to it.</summary>
    public EntityConfig Owned(EntityConfig owner, string navigation, INamedTypeSymbol type)
    {
        var entity = Entity(owner.Id + "." + navigation + "#" + ClrTypes.ShortNameOf(type), type);
        entity.Owner = owner;
        return entity;
    }
}

/// <summary>How EFCore.NamingConventions rewrites names.</summary>
internal enum NameRewriting { None, SnakeCase, LowerCase, UpperCase, UpperSnakeCase, CamelCase }

/// <summary>Npgsql's value generation strategies.</summary>
internal enum ColumnStrategy { None, Identity, Serial, HiLo, Sequence }

/// <param name="Member">The context's member, as the filter's parameter is named after it.</param>
internal sealed record TenantFilterConfig(string Member, Place Place)
{
    /// <summary>An entity or marked type of the group that is filtered; null for the only group.</summary>
    public ITypeSymbol? Group { get; init; }
}
