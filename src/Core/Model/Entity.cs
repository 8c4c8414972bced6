using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.Model;

/// <summary>An entity type as EF Core's finished model would have it.</summary>
/// <param name="Id">Unique in its context: the metadata name of the CLR type; for owned and shared-type entities their path (<c>Ns.Order.Address#Ns.Address</c>) or name.</param>
internal sealed record Entity(string Id)
{
    /// <summary>The CLR type's metadata name with namespace.</summary>
    public required string TypeName { get; init; }

    /// <summary>The CLR type's name, for messages.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The base entity's <see cref="Id"/>, if it is mapped too.</summary>
    public string? Base { get; init; }

    public Inheritance Inheritance { get; init; }

    /// <summary>The discriminator column's property and this entity's value, under table-per-hierarchy.</summary>
    public Discriminator? Discriminator { get; init; }

    public bool IsAbstract { get; init; }

    public bool IsKeyless { get; init; }

    /// <summary>For an owned type: the owner's <see cref="Id"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>An owned type or complex property that is stored in a JSON column; its name.</summary>
    public string? JsonColumn { get; init; }

    /// <summary>The table that holds the properties this entity declares (for table-per-hierarchy the root's, for an owned type in the same table the owner's); null when it maps to none.</summary>
    public TableName? Table { get; init; }

    public bool IsView { get; init; }

    /// <summary>The text of <c>ToSqlQuery</c>; empty when it could not be read.</summary>
    public string? SqlQuery { get; init; }

    /// <summary>Declared and inherited properties, shadow ones included; members of complex properties by their path (<c>Address.City</c>), in JSON with the JSON column as their column.</summary>
    public EquatableArray<Property> Properties { get; init; }

    /// <summary>Property names of the primary key, in order.</summary>
    public EquatableArray<string> Key { get; init; }

    public EquatableArray<EquatableArray<string>> AlternateKeys { get; init; }

    /// <summary>Declared and inherited navigations, skip navigations included.</summary>
    public EquatableArray<Navigation> Navigations { get; init; }

    public EquatableArray<QueryFilter> QueryFilters { get; init; }

    /// <summary>The distribution key's property; null where it is not distributed by a key.</summary>
    public string? DistributionProperty { get; init; }

    public TableKind Kind { get; init; }

    public string? Group { get; init; }

    /// <summary>The marks that stand nearest to it, in the order of source: one, or several that may contradict each other; none for an entity whose table follows another's (owned, join entity).</summary>
    public EquatableArray<Mark> Marks { get; init; }

    /// <summary>The type's declaration.</summary>
    public Place Place { get; init; }

    public Property? FindProperty(string? name)
    {
        foreach (var property in Properties)
        {
            if (property.Name == name)
            {
                return property;
            }
        }

        return null;
    }

    public Navigation? FindNavigation(string? name)
    {
        foreach (var navigation in Navigations)
        {
            if (navigation.Name == name)
            {
                return navigation;
            }
        }

        return null;
    }
}

internal enum Inheritance { None, TablePerHierarchy, TablePerType, TablePerConcrete }

/// <param name="Property">The discriminator property's name.</param>
/// <param name="Value">This entity's value as SQL constant text (a string or number); null for an abstract type.</param>
internal sealed record Discriminator(string Property, string? Value);

/// <summary>A scalar property.</summary>
internal sealed record Property(string Name, string ColumnName, SqlType Type)
{
    /// <summary>The table its column is in (of a table-per-type base, the base's).</summary>
    public TableName? Table { get; init; }

    /// <summary>The CLR type as C# writes it, fully qualified.</summary>
    public required string ClrType { get; init; }

    public bool Nullable { get; init; }

    public bool IsShadow { get; init; }

    public bool HasConverter { get; init; }

    public ValueGeneration Generated { get; init; }

    public string? ComputedSql { get; init; }

    public string? DefaultSql { get; init; }

    public bool IsConcurrencyToken { get; init; }

    /// <summary>Mapped to the system column <c>xmin</c>.</summary>
    public bool IsXmin { get; init; }

    public int? MaxLength { get; init; }

    public Place Place { get; init; }
}

internal enum ValueGeneration
{
    Never,

    /// <summary>By a value generator in the client (Guid, or one that is configured).</summary>
    Client,

    /// <summary>An identity or serial column.</summary>
    Identity,

    /// <summary>By a sequence or a default in the database.</summary>
    Default,

    Computed,
}

/// <summary>A navigation from one entity to another.</summary>
/// <param name="Name">The property's name; a skip navigation has <see cref="Through"/>.</param>
/// <param name="Target">The target entity's <see cref="Entity.Id"/>.</param>
internal sealed record Navigation(string Name, string Target)
{
    public bool IsCollection { get; init; }

    /// <summary>Whether the foreign key is on the declaring entity.</summary>
    public bool OnDependent { get; init; }

    /// <summary>Properties on the declaring entity's side, pairing with <see cref="TargetProperties"/>.</summary>
    public EquatableArray<string> OwnProperties { get; init; }

    /// <summary>Properties on the target's side.</summary>
    public EquatableArray<string> TargetProperties { get; init; }

    /// <summary>Whether a dependent always has a principal (the foreign key is required): joins along it are inner.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The navigation back, if there is one.</summary>
    public string? Inverse { get; init; }

    public bool IsOwned { get; init; }

    /// <summary>For many-to-many: the join entity, and its properties that pair with each side's key.</summary>
    public SkipThrough? Through { get; init; }

    /// <summary><c>AutoInclude()</c>.</summary>
    public bool AutoInclude { get; init; }

    public Place Place { get; init; }
}

/// <param name="JoinEntity">The join entity's <see cref="Entity.Id"/>.</param>
/// <param name="ToOwn">The join entity's properties that point to the declaring side.</param>
/// <param name="ToTarget">The join entity's properties that point to the target.</param>
internal sealed record SkipThrough(string JoinEntity, EquatableArray<string> ToOwn, EquatableArray<string> ToTarget);

/// <summary>A global query filter.</summary>
/// <param name="Name">Its name; null for the unnamed one.</param>
internal sealed record QueryFilter(string? Name)
{
    /// <summary>The lambda's place in source, for a reader that has the compilation; nowhere for a filter of another assembly.</summary>
    public Place Place { get; init; }

    /// <summary>
    /// The filter in words that need no source: a predicate over the entity's properties (columns named by property, source 0)
    /// and parameters whose identities start with <c>db.</c> for the context's own members; null when it is not that simple.
    /// </summary>
    public Expr? Predicate { get; init; }
}
