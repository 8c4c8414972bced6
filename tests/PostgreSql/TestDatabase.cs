using Npgsql;

namespace ShardSafety.PostgreSql.Testing;

/// <summary>
/// A schema of its own in the tests' database, first on the connection's search path, and dropped at the end. The database is
/// a real Citus cluster when <c>SHARDSAFETY_CITUS</c> holds a connection string; else a plain PostgreSQL with objects that
/// stand in for Citus's (<see cref="TestServer"/>).
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>
    /// The xunit collection of all tests that use a database: on a cluster, distributing tables side by side ends in
    /// distributed deadlocks now and then.
    /// </summary>
    public const string Collection = "Database";

    private static int s_number;

    private TestDatabase(TestServer server, string schema)
    {
        Server = server;
        Schema = schema;
        ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            SearchPath = schema,
            Pooling = false,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    public TestServer Server { get; }

    /// <summary>Whether Citus itself answers.</summary>
    public bool IsCitus => Server.IsCitus;

    /// <summary>The schema that unqualified names are in.</summary>
    public string Schema { get; }

    /// <summary>With the schema on the search path.</summary>
    public string ConnectionString { get; }

    /// <summary>Fails when there is no PostgreSQL to be found: a test that needs one is not passed without.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var server = await TestServer.GetAsync();
        var schema = $"t{Environment.ProcessId}_{Interlocked.Increment(ref s_number)}";
        var database = new TestDatabase(server, schema);
        await database.ExecuteAsync($"CREATE SCHEMA {schema}");
        return database;
    }

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Runs a text of one or more statements as one command.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>The rows, each as its columns' texts joined by a bar.</summary>
    public async Task<string[]> RowsAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var columns = new object[reader.FieldCount];
            reader.GetValues(columns);
            rows.Add(string.Join("|", columns.Select(c => c is DBNull ? "" : Convert.ToString(c, System.Globalization.CultureInfo.InvariantCulture))));
        }

        return [.. rows];
    }

    /// <summary>
    /// How the tables of the given schemas (this one, when none is given) are distributed, one line each in the order of their names:
    /// <c>Orders: distributed by CompanyId with Companies, 32 shards</c>, <c>Plans: reference</c>, <c>Jobs: local</c>. The
    /// table after <c>with</c> is the first of the colocation group by name; plain tables are not listed.
    /// </summary>
    public async Task<string[]> DistributionAsync(params string[] schemas)
    {
        var rows = await RowsAsync(
            """
            SELECT c.relname,
                CASE
                    WHEN EXISTS (SELECT FROM pg_dist_schema s WHERE s.colocationid = p.colocationid) THEN 'schema-sharded'
                    WHEN p.partmethod = 'h' THEN 'distributed by ' || column_to_column_name(p.logicalrelid, p.partkey)
                    WHEN p.repmodel = 't' THEN 'reference'
                    WHEN p.colocationid = 0 THEN 'local'
                    ELSE 'single shard' END
                || CASE WHEN p.colocationid > 0 AND p.repmodel <> 't' THEN ' with ' || (
                        SELECT min(o.relname::text COLLATE "C") FROM pg_dist_partition q JOIN pg_class o ON o.oid = q.logicalrelid
                        WHERE q.colocationid = p.colocationid AND o.relnamespace = ANY (SCHEMAS))
                    ELSE '' END
                || CASE WHEN p.partmethod = 'h' THEN ', ' || (SELECT count(*) FROM pg_dist_shard s WHERE s.logicalrelid = p.logicalrelid) || ' shards' ELSE '' END
            FROM pg_dist_partition p JOIN pg_class c ON c.oid = p.logicalrelid
            WHERE c.relnamespace = ANY (SCHEMAS)
            ORDER BY c.relname COLLATE "C"
            """.Replace(
                "SCHEMAS",
                "ARRAY(SELECT oid FROM pg_namespace WHERE nspname IN (" + string.Join(", ", (schemas.Length == 0 ? [Schema] : schemas).Select(s => "'" + s.Replace("'", "''") + "'")) + "))",
                StringComparison.Ordinal));
        return [.. rows.Select(r => r.Replace("|", ": "))];
    }

    /// <summary>The calls that the stand-in functions recorded, for tables of this schema; empty on a real cluster.</summary>
    public async Task<string[]> CallsAsync() =>
        IsCitus ? [] : await RowsAsync("SELECT function || '(' || relation || CASE arguments WHEN '' THEN '' ELSE ', ' || arguments END || ')' FROM citus_internal.calls ORDER BY id");

    public async ValueTask DisposeAsync()
    {
        try
        {
            await ExecuteAsync($"SET client_min_messages TO error; DROP SCHEMA IF EXISTS {Schema} CASCADE");
        }
        catch (NpgsqlException)
        {
            // The test's own outcome matters more than what it leaves behind.
        }
    }
}
