using System;

namespace ShardSafety;

/// <summary>
/// Says that an entity's table is distributed by Citus over the values of one column, its distribution key.
/// </summary>
/// <remarks>
/// <para>On a class, a base class or an interface it marks all that derive from or implement it; the nearest mark wins.
/// One mark founds one colocation group for all that inherit it. Separate marks are separate groups, even where their
/// keys have the same type, unless <see cref="ColocateWith"/> joins them.</para>
/// <para>On the assembly, with the entity's type as first argument, it marks entities whose source cannot be edited.</para>
/// <para>Citus: <c>create_distributed_table(table, column, colocate_with, shard_count)</c>.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class DistributedByAttribute : Attribute
{
    /// <summary>Marks the type that carries the attribute.</summary>
    /// <param name="key">The property whose column is the distribution key: <c>nameof(TenantId)</c>, or the name of a shadow property.</param>
    public DistributedByAttribute(string key) => Key = key;

    /// <summary>Marks another type; only on an assembly.</summary>
    /// <param name="entity">The entity's type.</param>
    /// <param name="key">The property whose column is the distribution key, or the name of a shadow property.</param>
    public DistributedByAttribute(Type entity, string key)
    {
        Entity = entity;
        Key = key;
    }

    /// <summary>The property whose column is the distribution key.</summary>
    public string Key { get; }

    /// <summary>The marked type when the attribute stands on an assembly; otherwise <see langword="null"/>.</summary>
    public Type? Entity { get; }

    /// <summary>An entity of the group to join: rows of both with equal keys live on the same node, so that they can be joined there. Both keys must have the same database type.</summary>
    public Type? ColocateWith { get; set; }

    /// <summary>The number of shards of a new group; 0, the default, leaves it to the cluster's <c>citus.shard_count</c>. Not together with <see cref="ColocateWith"/>.</summary>
    public int ShardCount { get; set; }

    /// <summary>The name that generated tenant scopes carry after <c>For</c>; <see langword="null"/> takes it from the key or the group's root.</summary>
    public string? ScopeName { get; set; }
}
