using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.Ddl;

/// <summary>One call that makes a table, or a schema, what the model says it is.</summary>
internal abstract record DistributionStep
{
    /// <summary>Names it in the generated code and in messages: the table's name, or the schema's.</summary>
    public abstract TableName Target { get; }
}

/// <summary><c>create_reference_table</c>.</summary>
internal sealed record ReferenceStep(TableName Table) : DistributionStep
{
    public override TableName Target => Table;

    /// <summary>
    /// It has a foreign key to a local table, which Citus accepts only while
    /// <c>citus.enable_local_reference_table_foreign_keys</c> is on.
    /// </summary>
    public bool ReferencesLocal { get; init; }

    /// <summary>Columns for which Citus refuses the way back.</summary>
    public EquatableArray<string> IdentityColumns { get; init; }
}

/// <summary><c>create_distributed_table</c> with a key.</summary>
/// <param name="ColocateWith">The first table of the group; null when this is it (<c>colocate_with => 'none'</c>).</param>
/// <param name="ShardCount">Only of the first; null leaves it to the cluster.</param>
internal sealed record DistributedStep(TableName Table, string Column, TableName? ColocateWith, int? ShardCount) : DistributionStep
{
    public override TableName Target => Table;

    public EquatableArray<string> IdentityColumns { get; init; }
}

/// <summary><c>create_distributed_table</c> without a key: the whole table on one shard.</summary>
internal sealed record SingleShardStep(TableName Table, TableName? ColocateWith) : DistributionStep
{
    public override TableName Target => Table;

    public EquatableArray<string> IdentityColumns { get; init; }
}

/// <summary><c>citus_schema_distribute</c>: every table of the schema lives together on one shard.</summary>
internal sealed record SchemaStep(string Schema) : DistributionStep
{
    public override TableName Target => new(null, Schema);
}

/// <summary>A table that the script can't hold, with the reason in words that end a sentence.</summary>
internal sealed record LeftOut(TableName Table, string Reason, Place Place)
{
    /// <summary>The table that it depends on, when it is left out for that one's sake.</summary>
    public TableName? Because { get; init; }

    /// <summary>Whether no rule over the model says so already: a name known at run time only, foreign keys in a circle.</summary>
    public bool IsFoundHere { get; init; }
}

/// <summary>What to run for a context, in order.</summary>
internal sealed record DistributionPlan(EquatableArray<DistributionStep> Steps)
{
    public EquatableArray<LeftOut> LeftOut { get; init; }
}
