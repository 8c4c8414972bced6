using System;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>Says more about a table without a key on one shard.</summary>
public sealed class SingleShardTableBuilder
{
    private readonly IMutableEntityType _entity;

    internal SingleShardTableBuilder(IMutableEntityType entity) => _entity = entity;

    /// <summary>Shares the node of another single-shard table, so that both can be joined.</summary>
    /// <typeparam name="TEntity">The other table's entity.</typeparam>
    /// <returns>This builder.</returns>
    public SingleShardTableBuilder ColocatedWith<TEntity>()
        where TEntity : class => ColocatedWith(typeof(TEntity).FullName ?? typeof(TEntity).Name);

    /// <summary>Shares the node of another single-shard table.</summary>
    /// <param name="entity">The other entity's name in the model.</param>
    /// <returns>This builder.</returns>
    public SingleShardTableBuilder ColocatedWith(string entity)
    {
        ArgumentException.ThrowIfNullOrEmpty(entity);
        _entity.SetAnnotation(ShardAnnotations.ColocatedWith, entity);
        return this;
    }
}
