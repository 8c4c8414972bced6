using System;

namespace ShardSafety;

/// <summary>Says that an entity's table is a reference table.</summary>
/// <remarks>On a base class or interface it marks all that derive from or implement it; the nearest mark wins. Citus: <c> Citus keeps a full copy of it on every node, so that it can be joined with any distributed table:create_reference_table(table)</c>.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class ReferenceTableAttribute : Attribute
{
    /// <summary>Marks the type that carries the attribute.</summary>
    public ReferenceTableAttribute()
    {
    }

    /// <summary>Marks another type; only on an assembly.</summary>
    /// <param name="entity">The entity's type.</param>
    public ReferenceTableAttribute(Type entity) => Entity = entity;

    /// <summary>The marked type when the attribute stands on an assembly; otherwise <see langword="null"/>.</summary>
    public Type? Entity { get; }
}
