using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using ShardSafety.PostgreSql.Testing;

[assembly: AssemblyFixture(typeof(ShardSafety.ScopedQueries.Tests.Running.SuiteDatabase))]

namespace ShardSafety.ScopedQueries.Tests.Running;

/// <summary>The suite's tables, made by EF Core, distributed by the generated script, with a few rows.</summary>
public sealed class SuiteDatabase : IAsyncLifetime
{
    private const string Rows =
        """
        INSERT INTO "Plans" ("Id", "MonthlyPrice", "Name") VALUES ('pro', 49, 'Pro');
        INSERT INTO "Countries" ("Code", "Name") VALUES ('NL', 'Netherlands');
        INSERT INTO "Products" ("Id", "Name", "Price", "Sku") VALUES (1, 'Widget', 9.5, 'x');
        INSERT INTO "Companies" ("Id", "Active", "CountryCode", "Name", "PlanId") VALUES (42, true, 'NL', 'Acme', 'pro');
        INSERT INTO "Customers" ("CompanyId", "Id", "CountryCode", "Name") VALUES (42, 1, 'NL', 'x');
        INSERT INTO "Users" ("CompanyId", "Id", "Email", "Name", "Active", "CreatedAt") VALUES (42, 1, 'a', 'Ann', true, '2025-01-01Z'), (42, 2, 'b', 'Bob', true, '2025-01-01Z');
        INSERT INTO "Projects" ("CompanyId", "Id", "Name", "OwnerId", "Priority") VALUES (42, 1, 'One', 1, 5), (42, 2, 'Two', 1, 1);
        INSERT INTO "Orders" ("CompanyId", "Id", "CustomerId", "Amount", "Status", "CreatedAt") SELECT 42, i, 1, i, 1, '2025-01-01Z' FROM generate_series(1, 30) i;
        INSERT INTO "OrderItems" ("CompanyId", "OrderId", "Line", "ProductId", "Quantity", "Price") SELECT 42, i, 1, 1, 2, 3 FROM generate_series(1, 30) i;
        INSERT INTO "Devices" ("DeviceId", "CompanyId", "Serial") VALUES ('11111111-1111-1111-1111-111111111111', 42, 's');
        INSERT INTO "Readings" ("DeviceId", "At", "Value") VALUES ('11111111-1111-1111-1111-111111111111', '2025-01-01Z', 1.5);
        """;

    private TestDatabase? _database;

    internal TestDatabase Database => _database!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await using var context = CompiledSuite.Context(Options(null));
        foreach (var statement in context.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalDatabaseCreator>().GenerateCreateScript().Split(";\n"))
        {
            if (statement.Trim() is { Length: > 0 } sql)
            {
                await _database.ExecuteAsync(sql);
            }
        }

        await _database.ExecuteAsync(CompiledSuite.Script("Script"));
        foreach (var row in Rows.Split('\n'))
        {
            await _database.ExecuteAsync(row);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    /// <summary>Runs a query inside a transaction that is rolled back, and gives what it sent.</summary>
    internal async Task<IReadOnlyList<SentCommand>> RunAsync(string query)
    {
        var sent = new SentCommands();
        await using var context = CompiledSuite.Context(Options(sent));
        await using var transaction = await context.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var method = CompiledSuite.Method(query);
        await (Task)method.Invoke(null, [.. method.GetParameters().Select(p => Argument(p, context))])!;
        return sent.All;
    }

    /// <summary>Citus's plan of a command.</summary>
    internal async Task<string> ExplainAsync(SentCommand command)
    {
        await using var connection = await Database.OpenAsync();
        await using var explain = new NpgsqlCommand("EXPLAIN (COSTS OFF) " + command.Sql, connection);
        foreach (var (name, value) in command.Parameters)
        {
            explain.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        await using var reader = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    private static object? Argument(System.Reflection.ParameterInfo parameter, DbContext context) => parameter.Name switch
    {
        "db" => context,
        "companyId" => 42L,
        "id" => 1L,
        "deviceId" => Guid.Parse("11111111-1111-1111-1111-111111111111"),
        "at" => new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        "plan" => "pro",
        "token" => CancellationToken.None,
        "paid" => true,
        _ => throw new InvalidOperationException($"No value for {parameter.Name}."),
    };

    private DbContextOptions Options(SentCommands? sent)
    {
        var options = new DbContextOptionsBuilder().UseNpgsql(Database.ConnectionString);
        return (sent is null ? options : options.AddInterceptors(sent)).Options;
    }
}
