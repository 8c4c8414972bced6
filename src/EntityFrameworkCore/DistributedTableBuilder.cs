using System;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>Says more about a distributed table.</summary>
public sealed class DistributedTableBuilder
{
    private readonly IMutableEntityType _entity;

    internal DistributedTableBuilder(IMutableEntityType entity) => _entity = entity;

    /// <summary>Joins the colocation group of another entity: rows of both with equal keys live on the same node. Both keys must have the same database type.</summary>
    /// <typeparam name="TEntity">An entity of the group, or the interface or base class whose mark founds it.</typeparam>
    /// <returns>This builder.</returns>
    public DistributedTableBuilder ColocatedWith<TEntity>()
        where TEntity : class => ColocatedWith(typeof(TEntity).FullName ?? typeof(TEntity).Name);

    /// <summary>Joins the colocation group of another entity.</summary>
    /// <param name="entity">The entity's name in the model.</param>
    /// <returns>This builder.</returns>
    public DistributedTableBuilder ColocatedWith(string entity)
    {
        ArgumentException.ThrowIfNullOrEmpty(entity);
        _entity.SetAnnotation(ShardAnnotations.ColocatedWith, entity);
        return this;
    }

    /// <summary>The number of shards of a new group. Not together with <see cref="ColocatedWith{TEntity}"/>.</summary>
    /// <param name="count">The number.</param>
    /// <returns>This builder.</returns>
    public DistributedTableBuilder HasShardCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _entity.SetAnnotation(ShardAnnotations.ShardCount, count);
        return this;
    }
}
