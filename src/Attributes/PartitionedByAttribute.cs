using System;

namespace ShardSafety;

/// <summary>
/// Says that an entity's table is partitioned by ranges of one time column, so that old rows can be dropped or compressed a
/// partition at a time. Usually beside <see cref="DistributedByAttribute"/>.
/// </summary>
/// <remarks>
/// <para>PostgreSQL demands that every primary key and unique index of such a table contains the partition column, and Citus that
/// it contains the distribution key too. Reference tables cannot be partitioned.</para>
/// <para>PostgreSQL: <c>PARTITION BY RANGE (column)</c>; Citus: <c>create_time_partitions(table, interval, end_at)</c>. Partitions
/// must exist before rows arrive: call <c>create_time_partitions</c> regularly, from a scheduled job.</para>
/// <para>On a base class or interface it marks all that derive from or implement it; the nearest mark wins.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class PartitionedByAttribute : Attribute
{
    /// <summary>Marks the type that carries the attribute.</summary>
    /// <param name="column">The property whose column the partitions are ranges of: <c>nameof(CreatedAt)</c>, or the name of a shadow property.</param>
    public PartitionedByAttribute(string column) => Column = column;

    /// <summary>Marks another type; only on an assembly.</summary>
    /// <param name="entity">The entity's type.</param>
    /// <param name="column">The property whose column the partitions are ranges of, or the name of a shadow property.</param>
    public PartitionedByAttribute(Type entity, string column)
    {
        Entity = entity;
        Column = column;
    }

    /// <summary>The property whose column the partitions are ranges of: a <c>date</c>, <c>timestamp</c> or <c>timestamptz</c>.</summary>
    public string Column { get; }

    /// <summary>The marked type when the attribute stands on an assembly; otherwise <see langword="null"/>.</summary>
    public Type? Entity { get; }

    /// <summary>How much time one partition covers; a month by default.</summary>
    public PartitionInterval Every { get; set; } = PartitionInterval.Month;

    /// <summary>How many partitions are created ahead of the day on which the table is created; 12 by default.</summary>
    public int Ahead { get; set; } = 12;
}
