using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.Core.Ddl;
using ShardSafety.Core.Ddl.Changes;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>The SQL of the distribution that stands on an operation.</summary>
/// <param name="skipWithoutCitus">Each statement does nothing on a PostgreSQL without Citus.</param>
/// <param name="idempotent">The statement will stand inside a block of EF Core's.</param>
/// <param name="isPlain">Whether a table is a plain one after the migration.</param>
internal sealed class SqlSteps(bool skipWithoutCitus, bool idempotent, Func<TableName, bool> isPlain)
{
    private readonly HashSet<string> _schemas = [];

    public IEnumerable<SqlOperation> BeforeCreate(CreateTableOperation table) =>
        TableDistribution.Read(table).Kind == TableKind.SchemaSharded ? Schema(table.Schema) : [];

    public IEnumerable<SqlOperation> AfterCreate(CreateTableOperation table)
    {
        var name = new TableName(table.Schema, table.Name);
        var distribution = TableDistribution.Read(table);
        var referencesPlain = table.ForeignKeys.Any(k => isPlain(new TableName(k.PrincipalSchema, k.PrincipalTable)));
        foreach (var step in Make(name, distribution, hasRows: false, referencesPlain))
        {
            yield return step;
        }

        if (distribution.PartitionColumn is not null)
        {
            // Not wrapped: without Citus it creates a partition too.
            yield return new SqlOperation { Sql = TimePartitions.Create(name, distribution.Interval, distribution.PartitionsAhead) };
        }
    }

    public IEnumerable<SqlOperation> Change(AlterTableOperation table)
    {
        var (before, after) = (TableDistribution.Read(table.OldTable), TableDistribution.Read(table));
        if (before == after)
        {
            return [];
        }

        var name = new TableName(table.Schema, table.Name);
        if (before.Kind == after.Kind)
        {
            return Alter(name, before, after);
        }

        return [.. Unmake(name, before), .. Make(name, after, hasRows: true)];
    }

    private IEnumerable<SqlOperation> Alter(TableName name, TableDistribution before, TableDistribution after)
    {
        if (after.Kind != TableKind.Distributed || after.KeyColumn is not { } key)
        {
            return after.Kind == TableKind.SingleShard ? [.. Unmake(name, before), .. Make(name, after, hasRows: true)] : [];
        }

        var step = new DistributedStep(name, key, after.ColocateWith, after.ShardCount);
        var sameGroup = before.Group == after.Group && before.KeyColumn == after.KeyColumn && before.ColocateWith == after.ColocateWith;
        return sameGroup
            ? after.ShardCount is { } count ? [Run(AlterDistribution.GroupShardCount(step, count))] : []
            : [Run(AlterDistribution.Write(step))];
    }

    private IEnumerable<SqlOperation> Make(TableName name, TableDistribution distribution, bool hasRows, bool referencesPlain = false)
    {
        switch (distribution.Kind)
        {
            case TableKind.SchemaSharded:
                foreach (var step in Schema(name.Schema))
                {
                    yield return step;
                }

                yield break;
            case TableKind.Distributed when distribution is { KeyColumn: { } key, Concurrently: true } && !idempotent:
                // In an idempotent script every statement stands in a block, where this one cannot.
                yield return new SqlOperation
                {
                    Sql = ConcurrentDistribution.Write(new DistributedStep(name, key, distribution.ColocateWith, distribution.ShardCount)),
                    SuppressTransaction = true,
                };
                break;
            case TableKind.Distributed when distribution.KeyColumn is { } key:
                yield return Run(DistributionSql.Apply(new DistributedStep(name, key, distribution.ColocateWith, distribution.ColocateWith is null ? distribution.ShardCount : null)));
                break;
            case TableKind.SingleShard:
                yield return Run(DistributionSql.Apply(new SingleShardStep(name, distribution.ColocateWith)));
                break;
            case TableKind.Reference when referencesPlain:
                // Citus has to take the plain table into its metadata for this foreign key.
                yield return new SqlOperation { Sql = MigrationPrelude.WithLocalTables };
                yield return Run(DistributionSql.Apply(new ReferenceStep(name) { ReferencesLocal = true }));
                yield return new SqlOperation { Sql = MigrationPrelude.WithoutLocalTables };
                break;
            case TableKind.Reference:
                yield return Run(DistributionSql.Apply(new ReferenceStep(name)));
                break;
            default:
                yield break;
        }

        if (hasRows)
        {
            yield return Run(RowsLeftBehind.Remove(name));
        }
    }

    private IEnumerable<SqlOperation> Unmake(TableName name, TableDistribution before) => before.Kind switch
    {
        TableKind.SchemaSharded when name.Schema is { } schema && _schemas.Add("-" + schema) => [Run(DistributionSql.Undo(new SchemaStep(schema)))],
        _ when before.IsCitusTable => [Run(Undistribute.Write(name))],
        _ => [],
    };

    private IEnumerable<SqlOperation> Schema(string? schema) =>
        schema is not null && _schemas.Add(schema) ? [Run(DistributionSql.Apply(new SchemaStep(schema)))] : [];

    private SqlOperation Run(string sql) => new() { Sql = skipWithoutCitus ? MigrationPrelude.OnlyWithCitus(sql) : sql };
}
