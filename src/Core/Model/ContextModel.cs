using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.Model;

/// <summary>One DbContext's model.</summary>
/// <param name="TypeName">The context's metadata name with namespace (nested types by <c>+</c>).</param>
internal sealed record ContextModel(string TypeName)
{
    /// <summary>The name without namespace, for messages and generated names.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The assembly that declares it.</summary>
    public required string Assembly { get; init; }

    /// <summary>[NotSharded]: it maps to a database without Citus and nothing in it is judged.</summary>
    public bool NotSharded { get; init; }

    public string? DefaultSchema { get; init; }

    public EquatableArray<Entity> Entities { get; init; }

    public EquatableArray<Table> Tables { get; init; }

    public EquatableArray<ColocationGroup> Groups { get; init; }

    public EquatableArray<UnreadPart> Unread { get; init; }

    public Place Place { get; init; }
}

/// <summary>Tables whose rows with equal keys live together. One mark is one group, for all that inherit it.</summary>
/// <param name="Id">A name for the group, unique in the model: the metadata name of the type whose mark founds it.</param>
internal sealed record ColocationGroup(string Id)
{
    /// <summary>The founding type's name without namespace.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The table that is distributed first, which the others name in <c>colocate_with</c>.</summary>
    public TableName? Root { get; init; }

    public SqlType? KeyType { get; init; }

    /// <summary>As the mark says it; null means the cluster's default.</summary>
    public int? ShardCount { get; init; }

    /// <summary>What generated tenant scopes carry after <c>For</c>, as the mark says it; null takes it from the key or the root.</summary>
    public string? ScopeName { get; init; }
}
