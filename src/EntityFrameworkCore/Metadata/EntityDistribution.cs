using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using ShardSafety.Core.Model;

namespace ShardSafety.EntityFrameworkCore.Metadata;

/// <summary>Reads distribution off the entities of a model.</summary>
internal static class EntityDistribution
{
    /// <summary>The entity that carries the distribution of <paramref name="entity"/>: itself or the nearest base type that has one.</summary>
    public static IReadOnlyEntityType? Carrier(IReadOnlyEntityType entity)
    {
        for (var type = entity; type is not null; type = type.BaseType)
        {
            if (type.FindAnnotation(ShardAnnotations.Kind) is not null)
            {
                return type;
            }
        }

        return null;
    }

    public static TableKind Kind(IReadOnlyEntityType entity) =>
        TableDistribution.KindOf(Carrier(entity)?[ShardAnnotations.Kind] as string);

    public static string? Group(IReadOnlyEntityType entity) => Carrier(entity)?[ShardAnnotations.Group] as string;

    public static string? KeyProperty(IReadOnlyEntityType entity) => Carrier(entity)?[ShardAnnotations.KeyProperty] as string;

    /// <summary>What a finished table is: from the first entity in it that carries a distribution.</summary>
    public static TableDistribution Of(ITable table)
    {
        foreach (var mapping in table.EntityTypeMappings)
        {
            if (mapping.TypeBase is IEntityType entity && Carrier(entity) is { } carrier)
            {
                return Of(table, entity, carrier);
            }
        }

        // The history of migrations is EF Core's own table: what schema it is in decides what becomes of it.
        return table.Model.Model[ShardAnnotations.SchemaSharded] is true && !table.EntityTypeMappings.Any(static m => m.TypeBase.ClrType == typeof(HistoryRow))
            ? new TableDistribution(TableKind.SchemaSharded)
            : TableDistribution.None;
    }

    private static TableDistribution Of(ITable table, IEntityType entity, IReadOnlyEntityType carrier)
    {
        var kind = TableDistribution.KindOf(carrier[ShardAnnotations.Kind] as string);
        var distribution = new TableDistribution(kind)
        {
            KeyColumn = kind == TableKind.Distributed ? Column(table, entity, carrier[ShardAnnotations.KeyProperty] as string) : null,
            Group = carrier[ShardAnnotations.Group] as string,
            ShardCount = carrier[ShardAnnotations.ShardCount] as int?,
        };
        return carrier[ShardAnnotations.PartitionProperty] is string partitioned && Column(table, entity, partitioned) is { } column
            ? distribution with
            {
                PartitionColumn = column,
                PartitionInterval = System.Enum.TryParse<PartitionInterval>(carrier[ShardAnnotations.PartitionInterval] as string, out var every) ? every : PartitionInterval.Month,
                PartitionsAhead = carrier[ShardAnnotations.PartitionsAhead] as int? ?? 12,
            }
            : distribution;
    }

    /// <summary>A property's column in a table; the property's own name when it has none there, so that checks can name it.</summary>
    private static string? Column(ITable table, IEntityType entity, string? property)
    {
        if (property is null)
        {
            return null;
        }

        var mapped = entity.FindProperty(property);
        var store = StoreObjectIdentifier.Table(table.Name, table.Schema);
        return mapped?.GetColumnName(store) ?? property;
    }
}
