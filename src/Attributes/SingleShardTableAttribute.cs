using System;

namespace ShardSafety;

/// <summary>Says that an entity's table has no distribution key and lives whole on one shard of one node.</summary>
/// <remarks>Citus: <c>create_distributed_table(table, NULL)</c>.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class SingleShardTableAttribute : Attribute
{
    /// <summary>Marks the type that carries the attribute.</summary>
    public SingleShardTableAttribute()
    {
    }

    /// <summary>Marks another type; only on an assembly.</summary>
    /// <param name="entity">The entity's type.</param>
    public SingleShardTableAttribute(Type entity) => Entity = entity;

    /// <summary>The marked type when the attribute stands on an assembly; otherwise <see langword="null"/>.</summary>
    public Type? Entity { get; }

    /// <summary>Another single-shard table whose node this one shares, so that they can be joined.</summary>
    public Type? ColocateWith { get; set; }
}
