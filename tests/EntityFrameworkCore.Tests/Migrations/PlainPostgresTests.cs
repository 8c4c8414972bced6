using Microsoft.EntityFrameworkCore;
using Npgsql;
using ShardSafety.EntityFrameworkCore.Tests.Models;
using ShardSafety.PostgreSql.Testing;

namespace ShardSafety.EntityFrameworkCore.Tests.Migrations;

/// <summary>A PostgreSQL without Citus is refused, or gets plain tables and one notice.</summary>
public sealed class PlainPostgresTests
{
    [DistributedBy(nameof(TenantId))]
    [PartitionedBy(nameof(At))]
    private sealed class Event
    {
        public long TenantId { get; set; }

        public DateTime At { get; set; }
    }

    private sealed class PlainContext(string connection, MissingCitus behavior) : ModelContext(connection)
    {
        public DbSet<Country> Countries => Set<Country>();

        protected override void Options(ShardSafetyOptionsBuilder options) => options.WhenCitusIsMissing(behavior);

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Event>().HasKey(e => new { e.TenantId, e.At });
    }

    [Fact]
    public async Task Skipped_with_one_notice()
    {
        await using var database = await PlainDatabase.CreateAsync();
        await using var context = new PlainContext(database.ConnectionString, MissingCitus.Skip);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancellation);
        var notices = new List<string>();
        connection.Notice += (_, e) => notices.Add(e.Notice.MessageText);
        await Run(connection, context.Database.GenerateCreateScript());
        notices.ShouldBe(["the database has no citus extension: tables are created as plain PostgreSQL tables"]);

        // The partitioned table takes rows, and nothing is said twice.
        await Run(connection, """INSERT INTO "Event" VALUES (1, now()); DROP TABLE "Event", "Countries";""");
        await Run(connection, context.Database.GenerateCreateScript());
        notices.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Refused_before_the_first_table()
    {
        await using var database = await PlainDatabase.CreateAsync();
        await using var context = new PlainContext(database.ConnectionString, MissingCitus.Refuse);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancellation);
        var refusal = await Should.ThrowAsync<PostgresException>(() => Run(connection, context.Database.GenerateCreateScript()));
        refusal.MessageText.ShouldContain("has no citus extension");
        refusal.Hint.ShouldNotBeNull().ShouldContain("CREATE EXTENSION citus");
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A database of its own, as CREATE DATABASE makes it.</summary>
    private sealed class PlainDatabase(string server, string name) : IAsyncDisposable
    {
        public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;

        public static async Task<PlainDatabase> CreateAsync()
        {
            var server = (await TestServer.GetAsync()).ConnectionString;
            var name = "shardsafety_plain_" + Guid.NewGuid().ToString("N")[..12];
            await RunAsync(server, $"CREATE DATABASE {name} TEMPLATE template0");
            return new PlainDatabase(server, name);
        }

        public async ValueTask DisposeAsync() => await RunAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

        private static async Task RunAsync(string server, string sql)
        {
            await using var connection = new NpgsqlConnection(server);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
