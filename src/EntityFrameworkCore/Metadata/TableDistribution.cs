using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.EntityFrameworkCore.Metadata;

/// <summary>What the annotations of a table or of an operation say about its distribution.</summary>
internal sealed record TableDistribution(TableKind Kind)
{
    public static readonly TableDistribution None = new(TableKind.Unmarked);

    public string? KeyColumn { get; init; }

    public string? Group { get; init; }

    /// <summary>On operations: the table whose group is joined; null where a new group begins.</summary>
    public TableName? ColocateWith { get; init; }

    public int? ShardCount { get; init; }

    public string? PartitionColumn { get; init; }

    public PartitionInterval PartitionInterval { get; init; } = PartitionInterval.Month;

    public int PartitionsAhead { get; init; } = 12;

    public bool Concurrently { get; init; }

    /// <summary>As PostgreSQL writes the interval.</summary>
    public string Interval => PartitionInterval switch
    {
        PartitionInterval.Hour => "1 hour",
        PartitionInterval.Day => "1 day",
        PartitionInterval.Week => "1 week",
        PartitionInterval.Quarter => "3 months",
        PartitionInterval.Year => "1 year",
        _ => "1 month",
    };

    public bool IsCitusTable => Kind is TableKind.Distributed or TableKind.Reference or TableKind.SingleShard;

    public bool HasShards => Kind is TableKind.Distributed or TableKind.SingleShard;

    public static TableDistribution Read(IReadOnlyAnnotatable source) => new(KindOf(source[ShardAnnotations.Kind] as string))
    {
        KeyColumn = source[ShardAnnotations.KeyColumn] as string,
        Group = source[ShardAnnotations.Group] as string,
        ColocateWith = source[ShardAnnotations.ColocateWith] is string other ? new TableName(source[ShardAnnotations.ColocateWithSchema] as string, other) : null,
        ShardCount = source[ShardAnnotations.ShardCount] as int?,
        PartitionColumn = source[ShardAnnotations.PartitionColumn] as string,
        PartitionInterval = Enum.TryParse<PartitionInterval>(source[ShardAnnotations.PartitionInterval] as string, out var every) ? every : PartitionInterval.Month,
        PartitionsAhead = source[ShardAnnotations.PartitionsAhead] as int? ?? 12,
        Concurrently = source[ShardAnnotations.Concurrently] is true,
    };

    /// <summary>Writes it to an operation, over what stood there.</summary>
    public void Write(IMutableAnnotatable target)
    {
        Set(ShardAnnotations.Kind, WordOf(Kind));
        Set(ShardAnnotations.KeyColumn, KeyColumn);
        Set(ShardAnnotations.Group, Group);
        Set(ShardAnnotations.ColocateWith, ColocateWith?.Name);
        Set(ShardAnnotations.ColocateWithSchema, ColocateWith?.Schema);
        Set(ShardAnnotations.ShardCount, ShardCount);
        Set(ShardAnnotations.PartitionColumn, PartitionColumn);
        Set(ShardAnnotations.PartitionInterval, PartitionColumn is null ? null : PartitionInterval.ToString());
        Set(ShardAnnotations.PartitionsAhead, PartitionColumn is null ? null : PartitionsAhead);
        Set(ShardAnnotations.Concurrently, Concurrently ? true : null);

        void Set(string name, object? value)
        {
            target.RemoveAnnotation(name);
            if (value is not null)
            {
                target.AddAnnotation(name, value);
            }
        }
    }

    public static TableKind KindOf(string? word) => word switch
    {
        TableKinds.Local => TableKind.Local,
        TableKinds.Reference => TableKind.Reference,
        TableKinds.Distributed => TableKind.Distributed,
        TableKinds.SingleShard => TableKind.SingleShard,
        TableKinds.Schema => TableKind.SchemaSharded,
        _ => TableKind.Unmarked,
    };

    public static string? WordOf(TableKind kind) => kind switch
    {
        TableKind.Local => TableKinds.Local,
        TableKind.Reference => TableKinds.Reference,
        TableKind.Distributed => TableKinds.Distributed,
        TableKind.SingleShard => TableKinds.SingleShard,
        TableKind.SchemaSharded => TableKinds.Schema,
        _ => null,
    };
}
