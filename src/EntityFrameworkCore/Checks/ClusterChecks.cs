using System;
using System.Collections.Generic;
using System.Data;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.Core.Ddl;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Checks;

/// <summary>Whether the tables of the live cluster are distributed as the model says.</summary>
internal static class ClusterChecks
{
    /// <summary>
    /// By name as the connection's search path resolves it, so that tables without a schema are found where queries find them. Not
    /// from the view citus_tables, which asks every worker for sizes.
    /// </summary>
    private const string Query =
        """
        SELECT
            CASE
                WHEN EXISTS (SELECT FROM pg_catalog.pg_dist_schema s WHERE s.colocationid = p.colocationid) THEN 'schema'
                WHEN p.partmethod = 'h' THEN 'distributed'
                WHEN p.repmodel = 't' THEN 'reference'
                WHEN p.colocationid = 0 THEN 'local'
                ELSE 'single' END,
            CASE WHEN p.partkey IS NOT NULL THEN column_to_column_name(p.logicalrelid, p.partkey) END,
            p.colocationid,
            (SELECT count(*) FROM pg_catalog.pg_dist_shard s WHERE s.logicalrelid = p.logicalrelid)
        FROM pg_catalog.pg_dist_partition p WHERE p.logicalrelid = to_regclass(@name)
        """;

    public static async Task<IReadOnlyList<string>> CheckAsync(DbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var connection = context.Database.GetDbConnection();
            if (await ScalarAsync(connection, "SELECT extversion FROM pg_extension WHERE extname = 'citus'", null, cancellationToken).ConfigureAwait(false) is not string)
            {
                return [$"The database {connection.Database} has no citus extension: run CREATE EXTENSION citus there, or mark {context.GetType().Name} [NotSharded]."];
            }

            return await TablesAsync(context.GetService<IDesignTimeModel>().Model.GetRelationalModel(), connection, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<string>> TablesAsync(IRelationalModel model, DbConnection connection, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        var groups = new Dictionary<string, (string Table, int Id)>();
        var byId = new Dictionary<int, (string Table, string Group)>();
        foreach (var table in model.Tables.OrderBy(static t => t.Schema, StringComparer.Ordinal).ThenBy(static t => t.Name, StringComparer.Ordinal))
        {
            var name = SqlText.Identifier(new TableName(table.Schema, table.Name));
            if (await ScalarAsync(connection, "SELECT to_regclass(@name)::text", name, cancellationToken).ConfigureAwait(false) is not string)
            {
                differences.Add($"Table {name} does not exist. Apply the migrations.");
                continue;
            }

            var wanted = EntityDistribution.Of(table);
            var found = await FindAsync(connection, name, cancellationToken).ConfigureAwait(false);
            if (Difference(name, wanted, found) is { } difference)
            {
                differences.Add(difference);
            }
            else if (wanted is { HasShards: true, Group: { } group } && found is { } row)
            {
                if (groups.TryGetValue(group, out var other) && other.Id != row.Colocation)
                {
                    differences.Add($"Tables {other.Table} and {name} are not colocated on the cluster, and the model says they are: add a migration, or call alter_distributed_table({SqlText.Literal(name)}, colocate_with => {SqlText.Literal(other.Table)}).");
                }

                if (byId.TryGetValue(row.Colocation, out var mate) && mate.Group != group)
                {
                    differences.Add($"Tables {mate.Table} and {name} are colocated on the cluster, and the model says they are not: say ColocateWith, or call alter_distributed_table({SqlText.Literal(name)}, colocate_with => 'none').");
                }

                groups.TryAdd(group, (name, row.Colocation));
                byId.TryAdd(row.Colocation, (name, group));
            }
        }

        return differences;
    }

    private static string? Difference(string name, TableDistribution wanted, Row? found)
    {
        var kind = found?.Kind ?? TableKind.Unmarked;
        if (!Same(wanted.Kind, kind))
        {
            return $"Table {name} is {MarkChecks.Word(kind)} on the cluster, and {MarkChecks.Word(wanted.Kind)} in the model. "
                + (wanted.Kind is TableKind.Unmarked or TableKind.Local ? "Mark its entity, or call undistribute_table." : "Apply the migrations, or add one if none distributes it.");
        }

        if (wanted.Kind != TableKind.Distributed || found is not { } row)
        {
            return null;
        }

        return row.Key != wanted.KeyColumn
            ? $"Table {name} is distributed by {row.Key} on the cluster, and by {wanted.KeyColumn} in the model. Add a migration, or correct the mark."
            : wanted.ShardCount is { } count && count != row.Shards
                ? $"Table {name} has {row.Shards} shards on the cluster, and {count} in the model. Add a migration, or correct the mark."
                : null;
    }

    /// <summary>Plain tables are all the same, marked so or not; a local table that Citus knows of is one too.</summary>
    private static bool Same(TableKind wanted, TableKind found) =>
        wanted == found || (wanted is TableKind.Unmarked or TableKind.Local && found is TableKind.Unmarked or TableKind.Local);

    private static async Task<Row?> FindAsync(DbConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, Query, name);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var kind = reader.GetString(0) switch
        {
            "reference" => TableKind.Reference,
            "schema" => TableKind.SchemaSharded,
            "single" => TableKind.SingleShard,
            "distributed" => TableKind.Distributed,
            _ => TableKind.Local,
        };
        return new Row(kind, reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt32(2), (int)reader.GetInt64(3));
    }

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql, string? name, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, name);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    private static DbCommand Command(DbConnection connection, string sql, string? name)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (name is not null)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "name";
            parameter.Value = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private readonly record struct Row(TableKind Kind, string? Key, int Colocation, int Shards);
}
