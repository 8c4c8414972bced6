using System;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>Says in <c>OnModelCreating</c> what the attributes say on the entity: how Citus keeps its table. Wins over the attributes.</summary>
public static class ShardSafetyEntityTypeBuilderExtensions
{
    /// <summary>The table is distributed over the values of one column, in a colocation group of its own unless <see cref="DistributedTableBuilder.ColocatedWith{TEntity}"/> joins another.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="entity">The entity's builder.</param>
    /// <param name="key">The distribution key: <c>o => o.CompanyId</c>.</param>
    /// <returns>A builder for what else there is to say.</returns>
    public static DistributedTableBuilder IsDistributedBy<TEntity>(this EntityTypeBuilder<TEntity> entity, Expression<Func<TEntity, object?>> key)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsDistributedBy(entity, key.GetMemberAccess().Name);
    }

    /// <summary>The table is distributed over the values of one column.</summary>
    /// <param name="entity">The entity's builder.</param>
    /// <param name="key">The property whose column is the distribution key; a shadow property by its name.</param>
    /// <returns>A builder for what else there is to say.</returns>
    public static DistributedTableBuilder IsDistributedBy(this EntityTypeBuilder entity, string key)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var metadata = Mark(entity, TableKinds.Distributed);
        metadata.SetAnnotation(ShardAnnotations.KeyProperty, key);
        return new DistributedTableBuilder(metadata);
    }

    /// <summary>The table has no distribution key and lives whole on one shard.</summary>
    /// <param name="entity">The entity's builder.</param>
    /// <returns>A builder for what else there is to say.</returns>
    public static SingleShardTableBuilder IsSingleShardTable(this EntityTypeBuilder entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return new SingleShardTableBuilder(Mark(entity, TableKinds.SingleShard));
    }

    /// <summary>The table is a reference table: every node has a full copy.</summary>
    /// <param name="entity">The entity's builder.</param>
    /// <returns><paramref name="entity"/>.</returns>
    public static EntityTypeBuilder IsReferenceTable(this EntityTypeBuilder entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        Mark(entity, TableKinds.Reference);
        return entity;
    }

    /// <inheritdoc cref="IsReferenceTable(EntityTypeBuilder)"/>
    /// <typeparam name="TEntity">The entity.</typeparam>
    public static EntityTypeBuilder<TEntity> IsReferenceTable<TEntity>(this EntityTypeBuilder<TEntity> entity)
        where TEntity : class
    {
        IsReferenceTable((EntityTypeBuilder)entity);
        return entity;
    }

    /// <summary>The table is a plain PostgreSQL table on the coordinator, on purpose.</summary>
    /// <param name="entity">The entity's builder.</param>
    /// <returns><paramref name="entity"/>.</returns>
    public static EntityTypeBuilder IsLocalTable(this EntityTypeBuilder entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        Mark(entity, TableKinds.Local);
        return entity;
    }

    /// <inheritdoc cref="IsLocalTable(EntityTypeBuilder)"/>
    /// <typeparam name="TEntity">The entity.</typeparam>
    public static EntityTypeBuilder<TEntity> IsLocalTable<TEntity>(this EntityTypeBuilder<TEntity> entity)
        where TEntity : class
    {
        IsLocalTable((EntityTypeBuilder)entity);
        return entity;
    }

    /// <summary>The table is partitioned by ranges of one time column; its primary key and unique indexes must contain that column.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="entity">The entity's builder.</param>
    /// <param name="column">The time column: <c>e => e.CreatedAt</c>.</param>
    /// <param name="every">How much time one partition covers.</param>
    /// <param name="ahead">How many partitions are created ahead.</param>
    /// <returns><paramref name="entity"/>.</returns>
    public static EntityTypeBuilder<TEntity> IsPartitionedBy<TEntity>(
        this EntityTypeBuilder<TEntity> entity, Expression<Func<TEntity, object?>> column, PartitionInterval every = PartitionInterval.Month, int ahead = 12)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(column);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ahead);
        entity.Metadata.SetAnnotation(ShardAnnotations.PartitionProperty, column.GetMemberAccess().Name);
        entity.Metadata.SetAnnotation(ShardAnnotations.PartitionInterval, every.ToString());
        entity.Metadata.SetAnnotation(ShardAnnotations.PartitionsAhead, ahead);
        return entity;
    }

    private static IMutableEntityType Mark(EntityTypeBuilder entity, string kind)
    {
        var metadata = entity.Metadata;
        foreach (var name in new[] { ShardAnnotations.KeyProperty, ShardAnnotations.Group, ShardAnnotations.ColocatedWith, ShardAnnotations.ShardCount })
        {
            metadata.RemoveAnnotation(name);
        }

        metadata.SetAnnotation(ShardAnnotations.Kind, kind);
        return metadata;
    }
}
