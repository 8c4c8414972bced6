using ShardSafety.Core.Support;

namespace ShardSafety.Core.Model;

/// <summary>
/// What a compilation and its references say about tables and their distribution. Plain immutable data with value equality;
/// no Roslyn type anywhere in it.
/// </summary>
internal sealed record ShardModel(EquatableArray<ContextModel> Contexts)
{
    public static readonly ShardModel Empty = new(EquatableArray<ContextModel>.Empty);

    /// <summary>Marked entities that no context maps, for projects without EF Core (Dapper).</summary>
    public EquatableArray<Table> LooseTables { get; init; }

    /// <summary>What could not be read anywhere.</summary>
    public EquatableArray<UnreadPart> Unread { get; init; }
}

/// <summary>A part of the configuration that was not understood, so that what depends on it is unknown.</summary>
/// <param name="Entity">The entity type concerned by metadata name; null means it may concern any entity of the context.</param>
internal sealed record UnreadPart(string Reason, string? Entity, Place Place)
{
    /// <summary>Whether it decides what a table or column is called, so that no SQL may name them.</summary>
    public bool Naming { get; init; }
}
