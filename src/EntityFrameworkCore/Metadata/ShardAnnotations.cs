namespace ShardSafety.EntityFrameworkCore.Metadata;

/// <summary>
/// The names under which distribution stands in a model, its snapshot and the migrations. All values are strings and numbers, so
/// that EF Core's code generation writes them without help. Changing a name breaks the snapshots of every user.
/// </summary>
internal static class ShardAnnotations
{
    public const string Prefix = "ShardSafety:";

    /// <summary>On entities, tables and operations: a <see cref="TableKinds"/> word.</summary>
    public const string Kind = Prefix + "Kind";

    /// <summary>On entities: the distribution key's property.</summary>
    public const string KeyProperty = Prefix + "KeyProperty";

    /// <summary>On tables and operations: the distribution column.</summary>
    public const string KeyColumn = Prefix + "KeyColumn";

    /// <summary>On entities, tables and operations: the colocation group, by the name of the type or entity whose mark founds it.</summary>
    public const string Group = Prefix + "Group";

    /// <summary>On entities while the model is built: the entity or type whose group is joined. Becomes <see cref="Group"/>.</summary>
    public const string ColocatedWith = Prefix + "ColocatedWith";

    /// <summary>On operations: the table whose group is joined; absent where a new group begins.</summary>
    public const string ColocateWith = Prefix + "ColocateWith";

    public const string ColocateWithSchema = Prefix + "ColocateWithSchema";

    public const string ShardCount = Prefix + "ShardCount";

    /// <summary>On entities: the property whose column the partitions are ranges of.</summary>
    public const string PartitionProperty = Prefix + "PartitionProperty";

    public const string PartitionColumn = Prefix + "PartitionColumn";

    /// <summary>A <see cref="PartitionInterval"/> by name.</summary>
    public const string PartitionInterval = Prefix + "PartitionInterval";

    public const string PartitionsAhead = Prefix + "PartitionsAhead";

    /// <summary>On operations: distribute without blocking writes, outside a transaction.</summary>
    public const string Concurrently = Prefix + "Concurrently";

    /// <summary>On the model: its tables live in distributed schemas.</summary>
    public const string SchemaSharded = Prefix + "SchemaSharded";
}

/// <summary>The words of <see cref="ShardAnnotations.Kind"/>.</summary>
internal static class TableKinds
{
    public const string Local = "Local";
    public const string Reference = "Reference";
    public const string Distributed = "Distributed";
    public const string SingleShard = "SingleShard";
    public const string Schema = "Schema";
}
