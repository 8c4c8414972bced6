using ShardSafety.Core.Support;

namespace ShardSafety.Generators.Specs;

/// <summary>The tenant scope of one colocation group in one context.</summary>
/// <param name="Name">What follows <c>For</c>: <c>Company</c>.</param>
/// <param name="ClassName"><c>CompanyScope</c>.</param>
/// <param name="KeyType">The key's C# type, not nullable.</param>
/// <param name="KeyName">The property that holds it: <c>CompanyId</c>.</param>
/// <param name="KeyParameter">The parameter that gives it: <c>companyId</c>.</param>
/// <param name="ExtensionsName">The static class beside it.</param>
internal sealed record ScopeSpec(ContextSpec Context, string Name, string ClassName, string ExtensionsName, string KeyType, string KeyName, string KeyParameter, bool IsPublic)
{
    /// <summary>The group's tables first, then the reference tables.</summary>
    public EquatableArray<SetSpec> Sets { get; init; }
}

/// <summary>One entity's rows in a scope.</summary>
/// <param name="Name">The property: <c>Orders</c>.</param>
/// <param name="Type">The entity, with <c>global::</c>.</param>
/// <param name="Entity">The entity's own name.</param>
internal sealed record SetSpec(string Name, string Type, string Entity, bool IsPublic)
{
    /// <summary>Its key, compared; null for a reference table.</summary>
    public KeySpec? Key { get; init; }

    /// <summary>How one row is found; null when the primary key does not hold the distribution key.</summary>
    public FindSpec? Find { get; init; }

    /// <summary>Collections of the group's rows.</summary>
    public EquatableArray<CollectionSpec> Collections { get; init; }
}

/// <summary>A property that is compared with a value.</summary>
/// <param name="Property">Its name.</param>
/// <param name="ShadowType">The C# type to read it as through <c>EF.Property</c>; null when C# can read it.</param>
/// <param name="UsesEquals">Its type has no <c>==</c>.</param>
internal sealed record KeySpec(string Property, string? ShadowType, bool UsesEquals);

/// <param name="MethodName"><c>FindOrderAsync</c>.</param>
internal sealed record FindSpec(string MethodName, EquatableArray<FindPart> Rest);

/// <summary>A part of the primary key other than the distribution key.</summary>
internal sealed record FindPart(KeySpec Key, string Type, string Parameter);

/// <summary>A collection navigation to a table of the group.</summary>
/// <param name="Name">The navigation: <c>Items</c>.</param>
/// <param name="Target">The entity it holds, with <c>global::</c>.</param>
/// <param name="Key">The target's key.</param>
internal sealed record CollectionSpec(string Name, string Target, KeySpec Key, bool IsPublic);

/// <summary><c>query.ForCompany(companyId)</c> on the entities of a group, for all contexts of a namespace.</summary>
internal sealed record QueryScopeSpec(string? Namespace, string Name, string ClassName, string KeyType, string KeyParameter, string HintName, bool IsPublic)
{
    public EquatableArray<QueryEntity> Entities { get; init; }
}

internal sealed record QueryEntity(string Type, string Entity, KeySpec Key, bool IsPublic);
