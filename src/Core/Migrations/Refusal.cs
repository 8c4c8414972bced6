namespace ShardSafety.Core.Migrations;

/// <summary>What is wrong with a step of a migration; one rule each.</summary>
internal enum MigrationProblem
{
    NeverDistributed,
    UniqueWithoutKey,
    ForeignKey,
    KeyColumnChanged,
    GeneratedColumnAdded,
    IdentityColumn,
    UndistributeWithForeignKeys,
    Order,
    AlreadyDistributed,
    SelectInBlock,
    Unguarded,
    InTransaction,
    ConstraintRenamed,
    Trigger,
    WrongName,
    Colocation,
    Key,
    Relation,
    Partition,
    TypeAfterDistribution,
    Schema,
    NullKey,
    Unread,
}

/// <summary>Why a step fails, in Citus's (or PostgreSQL's) own words.</summary>
internal sealed record Refusal(MigrationProblem Problem, string Message, string? Detail = null)
{
    /// <summary>It runs, and should not be written so all the same: the words are this project's.</summary>
    public bool IsGuidance { get; init; }

    public string Words => IsGuidance ? Message : Detail is null ? "\"" + Message + "\"" : "\"" + Message + "\", detail \"" + Detail + "\"";
}
