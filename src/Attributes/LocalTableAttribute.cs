using System;

namespace ShardSafety;

/// <summary>Says that an entity's table is a plain PostgreSQL table on the coordinator, on purpose.</summary>
/// <remarks>On a base class or interface it marks all that derive from or implement it; the nearest mark wins. Citus: no call, the table is left as it is.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class LocalTableAttribute : Attribute
{
    /// <summary>Marks the type that carries the attribute.</summary>
    public LocalTableAttribute()
    {
    }

    /// <summary>Marks another type; only on an assembly.</summary>
    /// <param name="entity">The entity's type.</param>
    public LocalTableAttribute(Type entity) => Entity = entity;

    /// <summary>The marked type when the attribute stands on an assembly; otherwise <see langword="null"/>.</summary>
    public Type? Entity { get; }
}
