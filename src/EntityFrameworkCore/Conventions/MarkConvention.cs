using System;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShardSafety.Core.Model;
using ShardSafety.EntityFrameworkCore.Marking;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Conventions;

/// <summary>Turns attributes into annotations, and names into groups. An entity that the fluent API marked keeps that mark.</summary>
internal sealed class MarkConvention(MarkReader marks, bool schemaSharded)
{
    public void Apply(IConventionModelBuilder model)
    {
        if (schemaSharded)
        {
            model.HasAnnotation(ShardAnnotations.SchemaSharded, true);
        }

        var entities = model.Metadata.GetEntityTypes().OrderBy(static e => e.Name, StringComparer.Ordinal).ToArray();
        foreach (var entity in entities)
        {
            ApplyMark(entity);
            ApplyPartitioning(entity);
        }

        foreach (var entity in entities)
        {
            JoinGroup(model.Metadata, entity);
        }
    }

    private void ApplyMark(IConventionEntityType entity)
    {
        // A join entity without a class of its own has Dictionary<string, object>, an owned type belongs to its owner: see ImplicitTableConvention.
        if (entity.FindAnnotation(ShardAnnotations.Kind) is not null || entity.HasSharedClrType || entity.IsOwned() || marks.Find(entity.ClrType) is not { } mark)
        {
            return;
        }

        // The base entity's mark holds for a derived one as long as it is the same.
        if (entity.BaseType is { } parent && Equals(marks.Find(parent.ClrType), mark))
        {
            return;
        }

        // In a distributed schema only reference tables stand apart.
        if (schemaSharded && mark.Kind != TableKind.Reference)
        {
            return;
        }

        var builder = entity.Builder;
        builder.HasAnnotation(ShardAnnotations.Kind, TableDistribution.WordOf(mark.Kind));
        builder.HasNonNullAnnotation(ShardAnnotations.KeyProperty, mark.Key);
        builder.HasNonNullAnnotation(ShardAnnotations.ShardCount, mark.ShardCount);
        if (mark.Kind is TableKind.Distributed or TableKind.SingleShard)
        {
            builder.HasAnnotation(ShardAnnotations.Group, Name(marks.GroupOf(mark)));
        }
    }

    private void ApplyPartitioning(IConventionEntityType entity)
    {
        if (entity.BaseType is null && !entity.IsOwned() && !entity.HasSharedClrType
            && entity.FindAnnotation(ShardAnnotations.PartitionProperty) is null
            && marks.FindPartitioning(entity.ClrType) is { } partitioned)
        {
            entity.Builder.HasAnnotation(ShardAnnotations.PartitionProperty, partitioned.Column);
            entity.Builder.HasAnnotation(ShardAnnotations.PartitionInterval, partitioned.Every.ToString());
            entity.Builder.HasAnnotation(ShardAnnotations.PartitionsAhead, partitioned.Ahead);
        }
    }

    /// <summary>Fluent marks name their group by another entity; a group's own shard count holds for all in it.</summary>
    private void JoinGroup(IConventionModel model, IConventionEntityType entity)
    {
        if (TableDistribution.KindOf(entity[ShardAnnotations.Kind] as string) is not (TableKind.Distributed or TableKind.SingleShard))
        {
            return;
        }

        var explicitly = entity.FindAnnotation(ShardAnnotations.ColocatedWith)?.GetConfigurationSource() == ConfigurationSource.Explicit;
        if (entity.FindAnnotation(ShardAnnotations.Group) is null || explicitly)
        {
            entity.SetAnnotation(ShardAnnotations.Group, GroupOf(model, entity), fromDataAnnotation: true);
        }

        entity.RemoveAnnotation(ShardAnnotations.ColocatedWith);
    }

    private string GroupOf(IConventionModel model, IConventionEntityType entity)
    {
        var current = entity;
        for (var steps = 0; steps < 100 && current[ShardAnnotations.ColocatedWith] is string other; steps++)
        {
            if (model.FindEntityType(other) is { } next && EntityDistribution.Carrier(next) is IConventionEntityType carrier)
            {
                current = carrier;
                if (current[ShardAnnotations.Group] is string group)
                {
                    return group;
                }
            }
            else
            {
                // Not an entity: a marked interface or base class.
                return other;
            }
        }

        return current.Name;
    }

    private static string Name(Type type) => type.FullName ?? type.Name;
}
