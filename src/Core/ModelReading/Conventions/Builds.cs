using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>A finished model before it is put into plain data: EF Core's model with conventions applied.</summary>
internal sealed class BuiltModel
{
    private readonly Dictionary<string, EntityBuild> _byId = new(StringComparer.Ordinal);

    /// <summary>Sorted by name, as EF Core enumerates them.</summary>
    public List<EntityBuild> Entities { get; private set; } = [];

    public EntityBuild? Find(string? id) => id is not null && _byId.TryGetValue(id, out var found) ? found : null;

    public void Add(EntityBuild entity)
    {
        _byId.Add(entity.Id, entity);
        Entities.Add(entity);
    }

    public void Sort() => Entities = [.. Entities.OrderBy(static e => e.Name, StringComparer.Ordinal).ThenBy(static e => e.Id, StringComparer.Ordinal)];
}

/// <summary>An entity type while conventions run.</summary>
internal sealed class EntityBuild(string id, INamedTypeSymbol? type)
{
    public string Id { get; } = id;

    /// <summary>The CLR type; null for a property bag.</summary>
    public INamedTypeSymbol? Type { get; } = type;

    public bool IsShared { get; set; }

    /// <summary>EF Core's name of it.</summary>
    public string Name { get; set; } = id;

    public EntityConfig? Config { get; set; }

    public EntityBuild? Base { get; set; }

    public List<EntityBuild> Derived { get; } = [];

    /// <summary>For an owned type.</summary>
    public EntityBuild? Owner { get; set; }

    public string? OwnerNavigation { get; set; }

    public bool OwnedCollection { get; set; }

    public ForeignKeyBuild? Ownership { get; set; }

    public bool IsOwned => Owner is not null;

    public bool Keyless { get; set; }

    /// <summary>Declared here, in EF Core's order: key first, then by name.</summary>
    public List<PropertyBuild> Properties { get; private set; } = [];

    public List<ComplexBuild> Complex { get; } = [];

    public KeyBuild? PrimaryKey { get; set; }

    public List<KeyBuild> AlternateKeys { get; } = [];

    public List<ForeignKeyBuild> ForeignKeys { get; } = [];

    public List<NavigationBuild> Navigations { get; } = [];

    public List<IndexBuild> Indexes { get; } = [];

    public Inheritance Strategy { get; set; }

    public string? DiscriminatorProperty { get; set; }

    public object? DiscriminatorValue { get; set; }

    public string? Table { get; set; }

    public string? Schema { get; set; }

    public bool TableExplicit { get; set; }

    public string? View { get; set; }

    public string? JsonColumn { get; set; }

    /// <summary>Whether it or an owner of it is mapped to JSON.</summary>
    public bool IsJson
    {
        get
        {
            for (var current = this; current is not null; current = current.Owner)
            {
                if (current.Config is { ToJson: true })
                {
                    return true;
                }
            }

            return false;
        }
    }

    public string ShortName => IsShared || Type is null ? Id.Substring(Id.LastIndexOf('#') + 1) : ClrTypes.ShortNameOf(Type);

    public EntityBuild Root
    {
        get
        {
            var root = this;
            while (root.Base is { } parent)
            {
                root = parent;
            }

            return root;
        }
    }

    /// <summary>This and its bases, nearest first.</summary>
    public IEnumerable<EntityBuild> SelfAndBases()
    {
        for (var current = this; current is not null; current = current.Base)
        {
            yield return current;
        }
    }

    public IEnumerable<EntityBuild> Descendants()
    {
        foreach (var child in Derived)
        {
            yield return child;
            foreach (var deeper in child.Descendants())
            {
                yield return deeper;
            }
        }
    }

    public IEnumerable<PropertyBuild> AllProperties() => SelfAndBases().Reverse().SelectMany(static e => e.Properties);

    public PropertyBuild? FindProperty(string name) => SelfAndBases().SelectMany(static e => e.Properties).FirstOrDefault(p => p.Name == name);

    public NavigationBuild? FindNavigation(string name) => SelfAndBases().SelectMany(static e => e.Navigations).FirstOrDefault(n => n.Name == name);

    public bool IsSameOrDerivedFrom(EntityBuild other) => SelfAndBases().Contains(other);

    public void SortProperties()
    {
        var key = Root.PrimaryKey?.Properties;
        Properties = [.. Properties
            .OrderBy(p => key?.IndexOf(p) is { } at and >= 0 ? at : int.MaxValue)
            .ThenBy(static p => p.Name, StringComparer.Ordinal)];
    }

    public bool InOwnershipPath(INamedTypeSymbol? type)
    {
        for (var owner = Owner; owner is not null; owner = owner.Owner)
        {
            if (ClrTypes.Same(owner.Type, type))
            {
                return true;
            }
        }

        return false;
    }
}

internal sealed class PropertyBuild(string name, EntityBuild declaring, ITypeSymbol? type)
{
    public string Name { get; } = name;

    public EntityBuild Declaring { get; } = declaring;

    public ITypeSymbol? Type { get; } = type;

    public IPropertySymbol? Symbol { get; set; }

    public bool IsShadow { get; set; }

    /// <summary>Made by a convention for a foreign key.</summary>
    public bool Implicit { get; set; }

    public PropertyConfig Facets { get; set; } = new(name);

    public bool Nullable { get; set; }

    /// <summary>For a member of complex types: the properties from the entity to it.</summary>
    public ComplexBuild? Complex { get; set; }

    public string Column { get; set; } = name;

    public SqlType Sql { get; set; } = SqlType.Unknown;

    public ValueGeneration Generated { get; set; }

    public bool IsIdentity { get; set; }

    /// <summary>The default's SQL that a key sequence makes.</summary>
    public string? SequenceDefault { get; set; }
}

/// <summary>A complex property.</summary>
internal sealed class ComplexBuild(string name, INamedTypeSymbol type, ComplexBuild? outer)
{
    public string Name { get; } = name;

    public INamedTypeSymbol Type { get; } = type;

    public ComplexBuild? Outer { get; } = outer;

    public bool IsCollection { get; set; }

    public bool Nullable { get; set; }

    /// <summary>The JSON column that holds it.</summary>
    public string? JsonColumn { get; set; }

    public string Path => Outer is null ? Name : Outer.Path + "." + Name;
}

internal sealed class KeyBuild(EntityBuild declaring, List<PropertyBuild> properties, bool primary)
{
    public EntityBuild Declaring { get; } = declaring;

    public List<PropertyBuild> Properties { get; } = properties;

    public bool IsPrimary { get; } = primary;

    public string? Name { get; set; }

    public string? ConfiguredName { get; set; }

    /// <summary>Made when the model was finished, after conventions had said whose values are generated.</summary>
    public bool Late { get; set; }

    public Place Place { get; set; }

    public string Identity => "K|" + Declaring.Id + "|" + string.Join(",", Properties.Select(static p => p.Name));
}

internal sealed class ForeignKeyBuild(EntityBuild dependent, EntityBuild principal)
{
    public EntityBuild Dependent { get; } = dependent;

    public EntityBuild Principal { get; } = principal;

    public List<PropertyBuild> Properties { get; set; } = [];

    public KeyBuild? PrincipalKey { get; set; }

    public string? ToPrincipal { get; set; }

    public string? ToDependent { get; set; }

    public bool Unique { get; set; }

    public bool Required { get; set; }

    public bool RequiredDependent { get; set; }

    public bool IsOwnership { get; set; }

    /// <summary>The name that shadow properties start with, where it is not a navigation's.</summary>
    public string? BaseName { get; set; }

    /// <summary>The skip navigation's inverse, for a foreign key of a join entity.</summary>
    public string? SkipName { get; set; }

    public RelationshipConfig? Config { get; set; }

    public IReadOnlyList<string>? ExplicitProperties { get; set; }

    public Place Place { get; set; }

    public string? OnDelete { get; set; }

    public string? ConstraintName { get; set; }

    public string? ConfiguredName { get; set; }

    public string Identity => "F|" + Dependent.Id + "|" + ToPrincipal + "|" + Principal.Id + "|" + ToDependent + (ToPrincipal is null && ToDependent is null ? "|" + string.Join(",", Properties.Select(static p => p.Name)) : "");
}

internal sealed class NavigationBuild(string name, EntityBuild declaring, EntityBuild target)
{
    public string Name { get; } = name;

    public EntityBuild Declaring { get; } = declaring;

    public EntityBuild Target { get; } = target;

    public bool IsCollection { get; set; }

    public bool OnDependent { get; set; }

    public ForeignKeyBuild? ForeignKey { get; set; }

    public string? Inverse { get; set; }

    public ThroughBuild? Through { get; set; }

    public bool AutoInclude { get; set; }

    public bool IsShadow { get; set; }
}

internal sealed record ThroughBuild(ForeignKeyBuild ToOwn, ForeignKeyBuild ToTarget);

internal sealed class IndexBuild(EntityBuild declaring, List<PropertyBuild> properties)
{
    public EntityBuild Declaring { get; } = declaring;

    public List<PropertyBuild> Properties { get; } = properties;

    public bool Unique { get; set; }

    public string? Filter { get; set; }

    public List<string> Include { get; } = [];

    public string? ModelName { get; set; }

    public string? ConfiguredName { get; set; }

    public string? Name { get; set; }

    public bool FromForeignKey { get; set; }

    /// <summary>Whether the fluent API made it.</summary>
    public bool Explicit { get; set; }

    /// <summary>Whether <c>[Index]</c> made it.</summary>
    public bool Annotated { get; set; }

    /// <summary>Made when the model was finished, after all code that names indexes.</summary>
    public bool Late { get; set; }

    public Place Place { get; set; }

    public string Identity => "I|" + Declaring.Id + "|" + ModelName + "|" + string.Join(",", Properties.Select(static p => p.Name));
}
