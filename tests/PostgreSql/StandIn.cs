using Npgsql;

namespace ShardSafety.PostgreSql.Testing;

/// <summary>The objects that stand in for Citus on a plain PostgreSQL: its functions' and catalogs' signatures, its order rules, its words.</summary>
public static class StandIn
{
    /// <summary>Installs them; the connection must be a superuser's.</summary>
    public static async Task InstallAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var assembly = typeof(StandIn).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(), connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
