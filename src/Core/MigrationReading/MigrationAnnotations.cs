namespace ShardSafety.Core.MigrationReading;

/// <summary>Annotations of operations: those of <c>ShardSafety.EntityFrameworkCore</c>, and Npgsql's.</summary>
internal static class MigrationAnnotations
{
    public const string Kind = "ShardSafety:Kind";
    public const string KeyColumn = "ShardSafety:KeyColumn";
    public const string ColocateWith = "ShardSafety:ColocateWith";
    public const string ColocateWithSchema = "ShardSafety:ColocateWithSchema";
    public const string PartitionColumn = "ShardSafety:PartitionColumn";
    public const string ValueGeneration = "Npgsql:ValueGenerationStrategy";
    public const string IndexInclude = "Npgsql:IndexInclude";
    public const string EnumPrefix = "Npgsql:Enum:";
}
