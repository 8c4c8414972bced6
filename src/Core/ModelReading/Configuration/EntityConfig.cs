using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Configuration;

/// <summary>The explicit configuration of one entity type.</summary>
internal sealed class EntityConfig(string id, INamedTypeSymbol? type)
{
    public string Id { get; } = id;

    /// <summary>The CLR type; null for a property bag (<c>Dictionary&lt;string, object&gt;</c>) that only has a name.</summary>
    public INamedTypeSymbol? Type { get; } = type;

    /// <summary>Whether code put it into the model (<c>Entity&lt;T&gt;()</c>).</summary>
    public bool InModel { get; set; }

    /// <summary><c>SharedTypeEntity</c>: named apart from its CLR type.</summary>
    public bool IsShared { get; set; }

    public bool Ignored { get; set; }

    public EntityConfig? Owner { get; set; }

    public Place Place { get; set; }

    /// <summary><c>HasBaseType</c> was called: the base's type, or null for none.</summary>
    public bool BaseSet { get; set; }

    public INamedTypeSymbol? Base { get; set; }

    public bool? Keyless { get; set; }

    public KeyConfig? PrimaryKey { get; set; }

    public List<KeyConfig> AlternateKeys { get; } = [];

    public List<IndexConfig> Indexes { get; } = [];

    public List<RelationshipConfig> Relationships { get; } = [];

    public Dictionary<string, PropertyConfig> Properties { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, NavigationConfig> Navigations { get; } = new(StringComparer.Ordinal);

    /// <summary>Owned types by navigation.</summary>
    public Dictionary<string, OwnedConfig> Owned { get; } = new(StringComparer.Ordinal);

    /// <summary>Complex properties by name.</summary>
    public Dictionary<string, ComplexConfig> Complex { get; } = new(StringComparer.Ordinal);

    public HashSet<string> IgnoredMembers { get; } = new(StringComparer.Ordinal);

    public bool TableSet { get; set; }

    public string? Table { get; set; }

    public bool SchemaSet { get; set; }

    public string? Schema { get; set; }

    public bool ExcludedFromMigrations { get; set; }

    public string? View { get; set; }

    public string? ViewSchema { get; set; }

    public bool IsFunction { get; set; }

    /// <summary>The text of <c>ToSqlQuery</c>; empty where it is not a constant.</summary>
    public string? SqlQuery { get; set; }

    public string? JsonColumn { get; set; }

    public bool ToJson { get; set; }

    public Inheritance? Strategy { get; set; }

    public string? DiscriminatorProperty { get; set; }

    public ITypeSymbol? DiscriminatorType { get; set; }

    public bool NoDiscriminator { get; set; }

    public object? DiscriminatorValue { get; set; }

    public List<FilterConfig> Filters { get; } = [];

    public List<string> Triggers { get; } = [];

    public MarkConfig? Mark { get; set; }

    public PartitioningConfig? Partitioning { get; set; }

    public PropertyConfig Property(string name)
    {
        if (!Properties.TryGetValue(name, out var property))
        {
            property = new PropertyConfig(name);
            Properties.Add(name, property);
        }

        return property;
    }

    public NavigationConfig Navigation(string name)
    {
        if (!Navigations.TryGetValue(name, out var navigation))
        {
            navigation = new NavigationConfig();
            Navigations.Add(name, navigation);
        }

        return navigation;
    }
}

internal sealed class NavigationConfig
{
    public bool? Required { get; set; }

    public bool AutoInclude { get; set; }
}

internal sealed record OwnedConfig(EntityConfig Entity, bool IsCollection)
{
    public PropertyNames? ForeignKey { get; set; }

    public PropertyNames? PrincipalKey { get; set; }

    public string? Inverse { get; set; }

    public string? ConstraintName { get; set; }

    public Place Place { get; set; }
}

/// <summary>A complex property: its own members, and the JSON column if it has one.</summary>
internal sealed class ComplexConfig(INamedTypeSymbol? type)
{
    public INamedTypeSymbol? Type { get; } = type;

    public bool IsCollection { get; set; }

    public bool ToJson { get; set; }

    public string? JsonColumn { get; set; }

    public bool? Required { get; set; }

    public Dictionary<string, PropertyConfig> Properties { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ComplexConfig> Complex { get; } = new(StringComparer.Ordinal);

    public HashSet<string> IgnoredMembers { get; } = new(StringComparer.Ordinal);
}

/// <summary>A query filter; without a predicate and a place it is one that could not be read.</summary>
internal sealed record FilterConfig(string? Name, Place Place, Expr? Predicate, bool Removed);

/// <summary>Property names as a call gives them.</summary>
internal sealed record PropertyNames(IReadOnlyList<string> Names, Place Place);

/// <param name="sequence">When it was said, in numbers that grow: some conventions look at keys only when they change.</param>
internal sealed class KeyConfig(PropertyNames properties, int sequence)
{
    public PropertyNames Properties { get; } = properties;

    public int Sequence { get; } = sequence;

    public string? Name { get; set; }
}

internal sealed class IndexConfig(PropertyNames properties)
{
    public PropertyNames Properties { get; } = properties;

    /// <summary>The model name that tells two indexes over the same properties apart.</summary>
    public string? ModelName { get; set; }

    public string? DatabaseName { get; set; }

    public bool? Unique { get; set; }

    public string? Filter { get; set; }

    public List<string> Include { get; } = [];
}
