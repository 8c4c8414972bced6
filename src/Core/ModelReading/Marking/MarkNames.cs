namespace ShardSafety.Core.ModelReading.Marking;

/// <summary>The names under which the marks live.</summary>
internal static class MarkNames
{
    public const string Namespace = "ShardSafety";
    public const string Assembly = "ShardSafety.Attributes";
    public const string DistributedBy = "DistributedByAttribute";
    public const string ReferenceTable = "ReferenceTableAttribute";
    public const string LocalTable = "LocalTableAttribute";
    public const string SingleShardTable = "SingleShardTableAttribute";
    public const string PartitionedBy = "PartitionedByAttribute";
    public const string SchemaSharded = "SchemaShardedAttribute";
    public const string NotSharded = "NotShardedAttribute";
    public const string ModelMetadata = "ShardModelMetadataAttribute";

    /// <summary>Whether a name, as source writes it with or without the suffix, may be that of a mark.</summary>
    public static bool MayBeMark(string name)
    {
        if (!name.EndsWith("Attribute", System.StringComparison.Ordinal))
        {
            name += "Attribute";
        }

        return IsMark(name);
    }

    public static bool IsMark(string? name) => name is DistributedBy or ReferenceTable or LocalTable or SingleShardTable or SchemaSharded;

    /// <summary>Methods of the fluent API of <c>ShardSafety.EntityFrameworkCore</c> that mark an entity.</summary>
    public static bool IsFluentMark(string name) => name is "IsDistributedBy" or "IsReferenceTable" or "IsLocalTable" or "IsSingleShardTable" or "SchemaPerTenant";
}
