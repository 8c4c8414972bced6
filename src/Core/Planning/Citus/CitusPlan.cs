namespace ShardSafety.Core.Planning.Citus;

/// <summary>What became of a query.</summary>
/// <param name="Shards">The shards its outermost part runs on.</param>
internal sealed record CitusPlan(ShardSet Shards)
{
    /// <summary>How many parts were planned on their own.</summary>
    public int Parts { get; init; }

    /// <summary>Rows are reshuffled between workers.</summary>
    public bool Repartitions { get; init; }

    /// <summary>Rows of a SELECT are pulled to the coordinator before they are written.</summary>
    public bool PullsRows { get; init; }

    /// <summary>No Citus table takes part.</summary>
    public bool IsLocal { get; init; }

    public static readonly CitusPlan Local = new(ShardSet.None) { IsLocal = true };
}
