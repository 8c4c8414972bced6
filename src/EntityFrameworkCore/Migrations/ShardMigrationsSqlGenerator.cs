using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.Core.Ddl.Changes;
using ShardSafety.EntityFrameworkCore.Metadata;
using ShardSafety.EntityFrameworkCore.Options;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>
/// Puts the distribution of each table right after its creation, and changes of it where they stand, between the statements that
/// the provider writes.
/// </summary>
internal sealed class ShardMigrationsSqlGenerator(IMigrationsSqlGenerator inner, ICurrentDbContext current) : IMigrationsSqlGenerator
{
    public IReadOnlyList<MigrationCommand> Generate(IReadOnlyList<MigrationOperation> operations, IModel? model = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default)
    {
        var settings = current.Context.GetService<IDbContextOptions>().FindExtension<ShardSafetyOptionsExtension>()?.Options ?? new ShardSafetyOptions();
        TenantSchema.Apply(operations, model, settings, current.Context);
        if (!operations.Any(Concerns) && !HasCitusTables(model))
        {
            return inner.Generate(operations, model, options);
        }

        var skip = settings.MissingCitus == MissingCitus.Skip;
        var steps = new SqlSteps(skip, options.HasFlag(MigrationsSqlGenerationOptions.Idempotent), name => IsPlain(model, name.Name, name.Schema));
        var prelude = new SqlOperation { Sql = MigrationPrelude.Write(refuseWithoutCitus: !skip) };
        var all = new List<MigrationOperation> { prelude };
        foreach (var operation in operations)
        {
            foreach (var one in Expand(operation, steps, model, options))
            {
                all.Add(one);
                if (one is SqlOperation { SuppressTransaction: true })
                {
                    // Ran outside the transaction, so that the next statement begins a new one.
                    all.Add(prelude);
                }
            }
        }

        return inner.Generate(all, model, options);
    }

    private static bool Concerns(MigrationOperation operation) =>
        operation.FindAnnotation(ShardAnnotations.Kind) is not null || operation.FindAnnotation(ShardAnnotations.PartitionColumn) is not null
        || operation is AlterTableOperation { OldTable: var old } && old.FindAnnotation(ShardAnnotations.Kind) is not null;

    private static bool HasCitusTables(IModel? model) =>
        model is not null && model.GetRelationalModel().Tables.Any(static t => EntityDistribution.Of(t).IsCitusTable);

    private IEnumerable<MigrationOperation> Expand(MigrationOperation operation, SqlSteps steps, IModel? model, MigrationsSqlGenerationOptions options) => operation switch
    {
        CreateTableOperation create when create.ForeignKeys.Count > 0 && !TableDistribution.Read(create).IsCitusTable => AsLocal([.. steps.BeforeCreate(create), .. Create(create, model, options), .. steps.AfterCreate(create)]),
        CreateTableOperation create => [.. steps.BeforeCreate(create), .. Create(create, model, options), .. steps.AfterCreate(create)],
        AddForeignKeyOperation key when !IsCitusTable(model, key.Table, key.Schema) || IsPlain(model, key.PrincipalTable, key.PrincipalSchema) => AsLocal([key]),
        AlterTableOperation alter => [alter, .. steps.Change(alter)],
        _ => [operation],
    };

    private static IEnumerable<MigrationOperation> AsLocal(IEnumerable<MigrationOperation> operations) =>
        [new SqlOperation { Sql = MigrationPrelude.WithLocalTables }, .. operations, new SqlOperation { Sql = MigrationPrelude.WithoutLocalTables }];

    private static bool IsCitusTable(IModel? model, string table, string? schema) =>
        model?.GetRelationalModel().FindTable(table, schema) is { } found && EntityDistribution.Of(found).IsCitusTable;

    private static bool IsPlain(IModel? model, string table, string? schema) =>
        model?.GetRelationalModel().FindTable(table, schema) is { } found && EntityDistribution.Of(found) is { IsCitusTable: false, Kind: not Core.Model.TableKind.SchemaSharded };

    private IEnumerable<MigrationOperation> Create(CreateTableOperation create, IModel? model, MigrationsSqlGenerationOptions options)
    {
        if (TableDistribution.Read(create).PartitionColumn is not { } column)
        {
            return [create];
        }

        // The provider has no word for PARTITION BY; it comes after the parenthesis that closes the columns, alone at a line's start.
        var text = string.Concat(inner.Generate([create], model, options).Select(static c => c.CommandText));
        var end = text.IndexOf("\n)", StringComparison.Ordinal);
        return end < 0
            ? throw new InvalidOperationException($"The CREATE TABLE of {create.Name} has another form than expected: {text}")
            : [new SqlOperation { Sql = text.Insert(end + 2, TimePartitions.Clause(column)) }];
    }
}
