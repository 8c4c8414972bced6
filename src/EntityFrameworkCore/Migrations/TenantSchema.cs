using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.EntityFrameworkCore.Metadata;
using ShardSafety.EntityFrameworkCore.Options;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>Where tenants share one model: migrations name the schema of the context they were made with, and run on that of the context that applies them.</summary>
internal static class TenantSchema
{
    public static void Apply(IReadOnlyList<MigrationOperation> operations, IModel? model, ShardSafetyOptions options, DbContext context)
    {
        if (options.TenantSchema?.Invoke(context) is not { } schema)
        {
            return;
        }

        // The model before the first migration, which the last way down leads to, has no schema; the snapshot has.
        var made = model?.GetDefaultSchema() ?? context.GetService<IMigrationsAssembly>().ModelSnapshot?.Model.GetDefaultSchema();
        if (made is not null && made != schema)
        {
            foreach (var operation in operations)
            {
                Rename(operation, made, schema);
            }
        }
    }

    /// <summary>Whether the operations do nothing but move everything to another schema.</summary>
    public static bool OnlyMoves(IReadOnlyList<MigrationOperation> operations) =>
        operations.All(static o => o is EnsureSchemaOperation
            || o is RenameTableOperation { NewSchema: { } schema } rename && rename.NewName == rename.Name && schema != rename.Schema
            || o is RenameSequenceOperation { NewSchema: not null } sequence && sequence.NewName == sequence.Name);

    private static void Rename(MigrationOperation operation, string from, string to)
    {
        if (operation is EnsureSchemaOperation ensure && ensure.Name == from)
        {
            ensure.Name = to;
        }

        foreach (var property in operation.GetType().GetProperties())
        {
            if (property.Name is "Schema" or "NewSchema" or "PrincipalSchema" && property.CanWrite && property.GetValue(operation) as string == from)
            {
                property.SetValue(operation, to);
            }
        }

        if (operation[ShardAnnotations.ColocateWithSchema] as string == from)
        {
            operation[ShardAnnotations.ColocateWithSchema] = to;
        }

        if (operation is CreateTableOperation create)
        {
            IEnumerable<MigrationOperation?> parts = [.. create.Columns, create.PrimaryKey, .. create.UniqueConstraints, .. create.ForeignKeys, .. create.CheckConstraints];
            foreach (var part in parts.OfType<MigrationOperation>())
            {
                Rename(part, from, to);
            }
        }
    }
}
