using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning;

/// <summary>What Citus does with a statement, best first; the worst of several commands counts.</summary>
internal enum Verdict
{
    /// <summary>No Citus table takes part.</summary>
    Local,

    /// <summary>One shard, or reference tables only.</summary>
    Router,

    /// <summary>The whole statement runs on more than one shard.</summary>
    Fanout,

    /// <summary>A part is planned on its own; its rows go through the coordinator.</summary>
    Recursive,

    /// <summary>Rows are reshuffled between workers; a join that needs it is refused unless the cluster allows it.</summary>
    Repartition,

    /// <summary>Citus refuses.</summary>
    Unsupported,

    /// <summary>It could not be judged.</summary>
    Unknown,
}

internal enum ShardReach { None, One, Several, All }

/// <summary>The verdict on a statement, and all that a message needs of it.</summary>
/// <param name="Verdict">What Citus does.</param>
/// <param name="Shards">How many shards it touches.</param>
/// <param name="Reason">Why, in one sentence for a person, in the words of their code where the front end gave them.</param>
internal sealed record Plan(Verdict Verdict, ShardReach Shards, string Reason)
{
    /// <summary>The source, join or predicate at fault.</summary>
    public Origin At { get; init; } = Origin.None;

    /// <summary>Why in one word, for rules to choose by.</summary>
    public PlanCause Cause { get; init; } = PlanCause.None;

    /// <summary>The table whose key is missing or whose use is at fault, as messages name it.</summary>
    public string? Table { get; init; }

    /// <summary>The key column at issue, by its database name.</summary>
    public string? KeyColumn { get; init; }

    /// <summary>Citus's own words where it refuses: message, then detail after a bar, as the server sends them.</summary>
    public string? CitusError { get; init; }

    /// <summary>What to write instead, if it is known.</summary>
    public Repair? Repair { get; init; }

    /// <summary>The planner's steps that decided, in order, for people who ask why.</summary>
    public ImmutableArray<PlanStep> Steps { get; init; } = ImmutableArray<PlanStep>.Empty;
}

/// <summary>A step of the planner that mattered.</summary>
/// <param name="Rule">The planner rule's name.</param>
/// <param name="Text">What it found.</param>
internal sealed record PlanStep(string Rule, string Text);

/// <summary>A rewrite that makes a router query.</summary>
internal sealed record Repair(RepairKind Kind, string Text)
{
    public Origin At { get; init; } = Origin.None;
}

internal enum RepairKind { FixKey, RepeatKey, AddKeyToJoin, UseSplitQuery, MarkTable, SetKeyOnInsert }

/// <summary>Why a statement is not a router query.</summary>
internal enum PlanCause
{
    None,
    KeyNotFixed,
    SeveralKeyValues,
    KeyDefeated,
    KeyNotInherited,
    DifferentKeyValues,
    DifferentGroups,
    JoinOffKey,
    IntermediateResult,
    RefusedShape,
    KeyUpdated,
    KeyMissingInInsert,
    FunctionInUpdate,
    RowLockOverShards,
    ReferenceTableWrite,
    LocalTable,
    Unreadable,
}
