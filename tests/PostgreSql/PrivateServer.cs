using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShardSafety.PostgreSql.Testing;

/// <summary>A PostgreSQL server of our own in a temporary directory. It ends with this process, also when that is killed.</summary>
internal static class PrivateServer
{
    /// <summary>Held open: when it closes, the shell on the other end stops the server and removes its directory.</summary>
    private static Process? s_shell;

    public static async Task<string> StartAsync()
    {
        var binaries = FindBinaries() ?? throw new InvalidOperationException(
            "There is no PostgreSQL server here. Install one (Debian: apt-get install postgresql), or set SHARDSAFETY_POSTGRES or SHARDSAFETY_CITUS to a connection string.");
        var port = FreePort();

        // PostgreSQL refuses to run as root; its package makes a user for it.
        var script =
            $"""
            set -e
            directory=$(mktemp -d)
            "{binaries}/initdb" -D "$directory" -A trust -U postgres -E UTF8 --locale=C >"$directory.log" 2>&1
            "{binaries}/postgres" -D "$directory" -p {port} -k "$directory" -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200 -c shared_buffers=32MB >>"$directory.log" 2>&1 &
            server=$!
            read -r line || true
            kill -QUIT $server || true
            wait $server || true
            rm -rf "$directory" "$directory.log"
            """;
        var start = new ProcessStartInfo { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/tmp" };
        if (Environment.UserName == "root")
        {
            start.FileName = "runuser";
            start.ArgumentList.Add("-u");
            start.ArgumentList.Add("postgres");
            start.ArgumentList.Add("--");
            start.ArgumentList.Add("sh");
        }
        else
        {
            start.FileName = "sh";
        }

        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        s_shell = Process.Start(start);
        var connectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false";
        await WaitAsync(connectionString);
        return connectionString;
    }

    private static async Task WaitAsync(string connectionString)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new Npgsql.NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                return;
            }
            catch (Npgsql.NpgsqlException) when (attempt < 600)
            {
                if (s_shell is null or { HasExited: true })
                {
                    throw new InvalidOperationException("The private PostgreSQL server did not start.");
                }

                await Task.Delay(100);
            }
        }
    }

    private static string? FindBinaries()
    {
        var folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0)
                .Select(d => Path.Combine(d, "bin"))
            : [];
        return folders
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "postgres")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
