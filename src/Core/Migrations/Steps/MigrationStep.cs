using System.Collections.Generic;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Migrations.Steps;

/// <summary>One thing that a migration does, whether it was written as a call of the migration builder or as SQL.</summary>
internal abstract record MigrationStep
{
    public Place Place { get; init; }

    /// <summary>It stands in a block that asks first whether the table is distributed.</summary>
    public bool Guarded { get; init; }

    /// <summary>It runs outside a transaction.</summary>
    public bool OutsideTransaction { get; init; }

    /// <summary>It is SQL that a person wrote, not what the package writes.</summary>
    public bool IsRawSql { get; init; }
}

internal sealed record CreateTableStep(TableName Name) : MigrationStep
{
    public List<ClusterColumn> Columns { get; init; } = [];

    public List<UniqueRule> Uniques { get; init; } = [];

    public List<ForeignKeyRule> ForeignKeys { get; init; } = [];

    public IReadOnlyList<string> PartitionColumns { get; init; } = [];

    public TableName? PartitionOf { get; init; }

    public bool IsTemporary { get; init; }
}

internal sealed record CreateViewStep(TableName Name) : MigrationStep;

internal sealed record DropTableStep(TableName Name) : MigrationStep;

internal sealed record RenameTableStep(TableName Name, TableName NewName) : MigrationStep;

internal sealed record AddColumnStep(TableName Table, ClusterColumn Column) : MigrationStep;

internal sealed record DropColumnStep(TableName Table, string Column) : MigrationStep;

/// <summary>Changes a column's type, nullability or default.</summary>
internal sealed record AlterColumnStep(TableName Table, string Column) : MigrationStep
{
    public SqlType? Type { get; init; }
}

internal sealed record RenameColumnStep(TableName Table, string Column, string NewName) : MigrationStep;

internal sealed record AddUniqueStep(TableName Table, UniqueRule Rule) : MigrationStep;

internal sealed record AddForeignKeyStep(TableName Table, ForeignKeyRule Rule) : MigrationStep;

internal sealed record DropConstraintStep(TableName Table, string Name) : MigrationStep;

internal sealed record DropIndexStep(string Name) : MigrationStep;

internal sealed record RenameConstraintStep(TableName Table, string Name, string NewName) : MigrationStep;

internal sealed record CreateTriggerStep(TableName Table) : MigrationStep;

internal sealed record CreateTypeStep : MigrationStep;

internal sealed record CreateSchemaStep(string Name) : MigrationStep;

/// <summary><c>create_distributed_table</c>, or its concurrent sister.</summary>
/// <param name="Key">Null puts the whole table on one shard.</param>
/// <param name="ColocateWith">As the call says it: a table's name, <c>none</c> or <c>default</c>.</param>
internal sealed record DistributeStep(TableName Table, string? Key, string ColocateWith) : MigrationStep
{
    public int? ShardCount { get; init; }

    public bool Concurrently { get; init; }
}

internal sealed record CreateReferenceStep(TableName Table) : MigrationStep;

internal sealed record UndistributeStep(TableName Table, bool Cascade) : MigrationStep
{
    /// <summary>The package drops and adds foreign keys around it.</summary>
    public bool ForeignKeysAside { get; init; }
}

internal sealed record AlterDistributionStep(TableName Table) : MigrationStep
{
    public string? Key { get; init; }

    public string? ColocateWith { get; init; }
}

internal sealed record DistributeSchemaStep(string Schema) : MigrationStep;

internal sealed record UndistributeSchemaStep(string Schema) : MigrationStep;

internal sealed record SetStep(string Name, string Value) : MigrationStep;

internal sealed record BeginStep : MigrationStep;

internal sealed record CommitStep : MigrationStep;

/// <summary>Rows are written.</summary>
/// <param name="Columns">Null when the statement names none.</param>
/// <param name="Nulls">Columns, or their places counted from 0, that are given NULL.</param>
internal sealed record InsertStep(TableName Table, IReadOnlyList<string>? Columns, IReadOnlyList<int> Nulls) : MigrationStep;

/// <summary>A SELECT with no INTO inside a PL/pgSQL block.</summary>
internal sealed record SelectInBlockStep : MigrationStep;

/// <summary>Names a relation that may be misspelled.</summary>
internal sealed record MissingRelationStep(string Name) : MigrationStep;

/// <summary>Could not be read.</summary>
internal sealed record UnreadStep : MigrationStep;
