namespace ShardSafety.Core.Model;

/// <summary>What a mark (attribute or fluent call) says of an entity's table, as it is written.</summary>
/// <param name="Kind">Distributed, reference, local or single-shard.</param>
internal sealed record Mark(TableKind Kind)
{
    /// <summary>The property that it names as the key, whether or not there is one of that name; null for a mark without key.</summary>
    public string? Key { get; init; }

    /// <summary>The metadata name of the type in <c>ColocateWith</c>.</summary>
    public string? ColocateWith { get; init; }

    /// <summary>As written; null where nothing is written.</summary>
    public int? ShardCount { get; init; }

    /// <summary>The metadata name of the type that carries it (a base class or interface for an inherited mark).</summary>
    public required string On { get; init; }

    public Place Place { get; init; }
}

/// <summary>What <c>[PartitionedBy]</c> says.</summary>
/// <param name="Property">The property that it names, whether or not there is one of that name.</param>
internal sealed record TimePartitioning(string Property)
{
    /// <summary>The property's column; null if it could not be resolved.</summary>
    public string? Column { get; init; }

    /// <summary>The name of <c>PartitionInterval</c>'s member.</summary>
    public string Every { get; init; } = "Month";

    public int Ahead { get; init; } = 12;

    public Place Place { get; init; }
}
