namespace ShardSafety.EntityFrameworkCore;

/// <summary>How Citus runs a command.</summary>
public enum CommandPlan
{
    /// <summary>No Citus table takes part.</summary>
    Local,

    /// <summary>On one shard, or on reference tables only.</summary>
    Router,

    /// <summary>On several shards at once.</summary>
    Fanout,

    /// <summary>In parts: rows are pulled to the coordinator first.</summary>
    Recursive,

    /// <summary>Rows are reshuffled between the workers first.</summary>
    Repartition,

    /// <summary>Citus refuses it.</summary>
    Unsupported,
}
