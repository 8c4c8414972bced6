using Npgsql;

namespace ShardSafety.PostgreSql.Testing;

/// <summary>
/// The database server of a test run, one a process. In order: the cluster of <c>SHARDSAFETY_CITUS</c>; a new database on the
/// server of <c>SHARDSAFETY_POSTGRES</c>; a private server started from the PostgreSQL that is installed.
/// </summary>
public sealed class TestServer
{
    private static readonly Lazy<Task<TestServer>> s_instance = new(StartAsync);

    private TestServer(string connectionString, bool isCitus)
    {
        ConnectionString = connectionString;
        IsCitus = isCitus;
    }

    public string ConnectionString { get; }

    /// <summary>Whether Citus itself answers, not what stands in for it.</summary>
    public bool IsCitus { get; }

    public static Task<TestServer> GetAsync() => s_instance.Value;

    private static async Task<TestServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("SHARDSAFETY_CITUS") is { Length: > 0 } cluster)
        {
            return new TestServer(Normalize(cluster), isCitus: true);
        }

        var server = Environment.GetEnvironmentVariable("SHARDSAFETY_POSTGRES") is { Length: > 0 } given
            ? Normalize(given)
            : await PrivateServer.StartAsync();
        var name = $"shardsafety_{Environment.ProcessId}_{Guid.NewGuid():N}"[..40];
        await RunAsync(server, $"CREATE DATABASE {name}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(server, name);
        var own = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
        await StandIn.InstallAsync(own);
        return new TestServer(own, isCitus: false);
    }

    /// <summary>Npgsql's own form of a connection string; <c>postgresql://user:password@host:port/database</c> is taken too.</summary>
    private static string Normalize(string given)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgresql" or "postgres"))
        {
            return given;
        }

        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.IsDefaultPort || uri.Port < 0 ? 5432 : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
        };
        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        return builder.ConnectionString;
    }

    private static void Drop(string server, string name)
    {
        try
        {
            using var connection = new NpgsqlConnection(server);
            connection.Open();
            using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
            command.ExecuteNonQuery();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // A private server may be gone already.
        }
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
