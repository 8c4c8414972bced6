using System;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>Distribution in migrations that are written by hand. The SQL is guarded, and valid in idempotent scripts.</summary>
public static class ShardSafetyMigrationBuilderExtensions
{
    /// <summary>Makes a plain table a distributed one, with its rows.</summary>
    /// <param name="migrationBuilder">The migration.</param>
    /// <param name="name">The table.</param>
    /// <param name="column">The distribution column.</param>
    /// <param name="colocateWith">A table of the group to join; without one the table founds a group.</param>
    /// <param name="shardCount">The number of shards of a new group; without one the cluster's.</param>
    /// <param name="schema">The table's schema.</param>
    /// <param name="colocateWithSchema">The schema of the table to colocate with.</param>
    /// <param name="concurrently">Lets writes go on meanwhile; the statement runs outside a transaction then. Idempotent scripts do without.</param>
    /// <returns>A builder for annotations.</returns>
    public static OperationBuilder<AlterTableOperation> DistributeTable(
        this MigrationBuilder migrationBuilder, string name, string column, string? colocateWith = null, int? shardCount = null, string? schema = null, string? colocateWithSchema = null, bool concurrently = false)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Change(migrationBuilder, name, schema, TableDistribution.None, new TableDistribution(TableKind.Distributed)
        {
            KeyColumn = column,
            ColocateWith = colocateWith is null ? null : new TableName(colocateWithSchema, colocateWith),
            ShardCount = shardCount,
            Concurrently = concurrently,
        });
    }

    /// <summary>Makes a plain table one without a key on a single shard, with its rows.</summary>
    /// <param name="migrationBuilder">The migration.</param>
    /// <param name="name">The table.</param>
    /// <param name="colocateWith">Another single-shard table, whose node is shared.</param>
    /// <param name="schema">The table's schema.</param>
    /// <param name="colocateWithSchema">The schema of the table to colocate with.</param>
    /// <returns>A builder for annotations.</returns>
    public static OperationBuilder<AlterTableOperation> DistributeToSingleShard(
        this MigrationBuilder migrationBuilder, string name, string? colocateWith = null, string? schema = null, string? colocateWithSchema = null) =>
        Change(migrationBuilder, name, schema, TableDistribution.None, new TableDistribution(TableKind.SingleShard)
        {
            ColocateWith = colocateWith is null ? null : new TableName(colocateWithSchema, colocateWith),
        });

    /// <summary>Makes a plain table a reference table, with its rows.</summary>
    /// <param name="migrationBuilder">The migration.</param>
    /// <param name="name">The table.</param>
    /// <param name="schema">The table's schema.</param>
    /// <returns>A builder for annotations.</returns>
    public static OperationBuilder<AlterTableOperation> CreateReferenceTable(this MigrationBuilder migrationBuilder, string name, string? schema = null) =>
        Change(migrationBuilder, name, schema, TableDistribution.None, new TableDistribution(TableKind.Reference));

    /// <summary>Makes a distributed or reference table a plain one, with its rows. Drop its foreign keys before; Citus refuses tables with identity columns.</summary>
    /// <param name="migrationBuilder">The migration.</param>
    /// <param name="name">The table.</param>
    /// <param name="schema">The table's schema.</param>
    /// <returns>A builder for annotations.</returns>
    public static OperationBuilder<AlterTableOperation> UndistributeTable(this MigrationBuilder migrationBuilder, string name, string? schema = null) =>
        Change(migrationBuilder, name, schema, new TableDistribution(TableKind.Distributed), TableDistribution.None);

    private static OperationBuilder<AlterTableOperation> Change(MigrationBuilder migrationBuilder, string name, string? schema, TableDistribution before, TableDistribution after)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var operation = new AlterTableOperation { Name = name, Schema = schema };
        after.Write(operation);
        before.Write((IMutableAnnotatable)operation.OldTable);
        migrationBuilder.Operations.Add(operation);
        return new OperationBuilder<AlterTableOperation>(operation);
    }
}
