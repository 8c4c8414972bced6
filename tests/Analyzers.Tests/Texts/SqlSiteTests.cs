using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Analyzers.Tests.Rules;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.ModelReading.Metadata;
using ShardSafety.Testing;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Texts;

/// <summary>Every place that sends SQL is seen, with the fault underlined inside the text.</summary>
public sealed class SqlSiteTests
{
    public static TheoryData<string> Places =>
    [
        """await db.Database.ExecuteSqlAsync($"delete from {|SHARD3001:\"Orders\"|} where \"Id\" = {companyId}");""",
        """db.Database.ExecuteSql($"delete from {|SHARD3001:\"Orders\"|} where \"Id\" = {companyId}");""",
        """await db.Database.ExecuteSqlRawAsync("delete from {|SHARD3001:\"Orders\"|} where \"Id\" = {0}", companyId);""",
        """db.Database.ExecuteSqlRaw("delete from {|SHARD3001:\"Orders\"|}");""",
        """await db.Database.ExecuteSqlInterpolatedAsync($"delete from {|SHARD3001:\"Orders\"|} where \"Id\" = {companyId}");""",
        """await connection.QueryAsync("select * from {|SHARD2001:\"Orders\"|}");""",
        """connection.QueryFirst<Order>("select * from {|SHARD2001:\"Orders\"|}");""",
        """connection.QuerySingleOrDefault<Order>("select * from {|SHARD2001:\"Orders\"|}");""",
        """connection.QueryMultiple("select 1; select * from {|SHARD2001:\"Orders\"|}");""",
        """connection.Execute("delete from {|SHARD3001:\"Orders\"|}");""",
        """await connection.ExecuteScalarAsync<long>("select count(*) from {|SHARD2001:\"Orders\"|}");""",
        """connection.ExecuteReader("select * from {|SHARD2001:\"Orders\"|}");""",
        """await connection.QueryAsync<Order>(new CommandDefinition("select * from {|SHARD2001:\"Orders\"|}", cancellationToken: default));""",
        """((System.Data.IDbConnection)connection).Execute("delete from {|SHARD3001:\"Orders\"|}");""",
        """using var command = new NpgsqlCommand("select * from {|SHARD2001:\"Orders\"|}", connection);""",
        """using var command = connection.CreateCommand(); command.CommandText = "select * from {|SHARD2001:\"Orders\"|}";""",
        """using var command = new NpgsqlCommand { CommandText = "select * from {|SHARD2001:\"Orders\"|}", Connection = connection };""",
        """System.Data.IDbCommand command = connection.CreateCommand(); command.CommandText = "select * from {|SHARD2001:\"Orders\"|}";""",
        """System.Data.Common.DbCommand command = connection.CreateCommand(); command.CommandText = "select * from {|SHARD2001:\"Orders\"|}";""",
        """System.Data.Common.DbBatchCommand command = new NpgsqlBatch(connection).CreateBatchCommand(); command.CommandText = "select * from {|SHARD2001:\"Orders\"|}";""",
        """connection.Query("select * from {|SHARD2001:\"Orders\"|}", commandTimeout: 30);""",
        """System.Data.Common.DbConnection any = connection; any.Query("select * from {|SHARD2001:\"Orders\"|}");""",
        """using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand("select * from {|SHARD2001:\"Orders\"|}") } };""",
        """using var source = NpgsqlDataSource.Create(""); using var command = source.CreateCommand("select * from {|SHARD2001:\"Orders\"|}");""",
        """using var command = db.Database.GetDbConnection().CreateCommand(); command.CommandText = "select * from {|SHARD2001:\"Orders\"|}";""",
        """const string sql = "select * from {|SHARD2001:\"Orders\"|}"; connection.Query(sql);""",
        """connection.Query("select * " + "from {|SHARD2001:\"Orders\" o|}" + " limit 5");""",
        """connection.Query(@"select * from {|SHARD2001:""Orders""|} where ""Id"" > 5");""",
        """var sql = new System.Text.StringBuilder("select * ").Append("from {|SHARD2001:\"Orders\"|}").ToString(); connection.Query(sql);""",
        """connection.Query($"select * from {|SHARD2001:\"Orders\"|} where \"Id\" = {companyId}");""",
        """connection.{|SHARD9001:Query($"select * from \"{name}\"")|};""",
        """connection.Query({|SHARD9001:"select * from (\"Orders\""|});""",
    ];

    public static TheoryData<string> Silent =>
    [
        """await db.Database.ExecuteSqlAsync($"delete from \"Orders\" where \"CompanyId\" = {companyId}");""",
        """await db.Database.ExecuteSqlRawAsync("delete from \"Orders\" where \"CompanyId\" = {0}", companyId);""",
        """connection.Query("select * from \"Orders\" where \"CompanyId\" = @companyId", new { companyId });""",
        """connection.Query($"select * from \"Orders\" where \"CompanyId\" = {companyId}");""",
        """connection.Query("refresh_orders", commandType: System.Data.CommandType.StoredProcedure);""",
        """connection.Query("select * from \"Orders\"", commandType: System.Data.CommandType.StoredProcedure);""",
        """connection.Execute(new CommandDefinition("delete from \"Orders\"", commandType: System.Data.CommandType.StoredProcedure));""",
        """connection.Execute("begin; set local statement_timeout = 5; commit");""",
        """connection.Query("select * from \"Jobs\"");""",
        """connection.Query("select o.* from \"Orders\" o join \"Companies\" c on c.\"Id\" = o.\"CompanyId\" where c.\"Id\" = @companyId", new { companyId });""",
        """await db.Database.ExecuteSqlAsync($"update \"Orders\" o set \"Amount\" = 0 from \"Companies\" c where c.\"Id\" = {companyId} and o.\"CompanyId\" = {companyId}");""",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public Task A_text_that_leaves_its_shard(string statement) => Verify.VerifyAnalyzerAsync(Shop.Code(statement));

    [Theory]
    [MemberData(nameof(Silent))]
    public Task A_text_that_stays(string statement) => Verify.VerifyAnalyzerAsync(Shop.Code(statement));

    [Fact]
    public Task One_value_under_two_parameters_is_one_tenant() => Verify.VerifyAnalyzerAsync(Shop.Code(
        """await db.Database.ExecuteSqlAsync($"delete from \"Orders\" o using \"Companies\" c where c.\"Id\" = {companyId} and o.\"CompanyId\" = {companyId}");"""));

    public static TheoryData<string, bool> Values => new()
    {
        { "db.Database.ExecuteSqlRaw(SQL0, companyId, companyId);", true },
        { "db.Database.ExecuteSqlRaw(SQL0, companyId, otherId);", false },
        { "db.Database.ExecuteSqlRaw(SQL0, new object[] { companyId, companyId });", true },
        { "db.Database.ExecuteSqlRaw(SQL0, [companyId, companyId]);", true },
        { "await db.Database.ExecuteSqlRawAsync(SQL0, new List<object> { companyId, companyId }.ToArray());", false },
        { "var id = companyId; db.Database.ExecuteSqlRaw(SQL0, id, id);", true },
        { "var one = companyId; { var two = otherId; db.Database.ExecuteSqlRaw(SQL0, one, two); }", false },
        { "var order = new Order(); db.Database.ExecuteSqlRaw(SQL0, order.CompanyId, order.CompanyId);", true },
        { "var a = new Order(); var b = new Order(); db.Database.ExecuteSqlRaw(SQL0, a.CompanyId, b.CompanyId);", false },
        { "var me = (Id: companyId, Other: otherId); db.Database.ExecuteSqlRaw(SQL0, me.Id, me.Id);", true },
        { "db.Database.ExecuteSqlRaw(SQL0, 5L, 5L);", true },
        { "db.Database.ExecuteSqlRaw(SQL0, this.Own, this.Own);", true },
        { "db.Database.ExecuteSqlRaw(SQL0, 5L, 6L);", false },
        { "db.Database.ExecuteSqlRaw(SQL0, companyId + 1, companyId + 2);", false },
        { "connection.Execute(SQLab, new { a = companyId, b = companyId });", true },
        { "connection.Execute(SQLab, new { a = companyId, b = otherId });", false },
        { "connection.Execute(new CommandDefinition(SQLab, new { a = companyId, b = companyId }));", true },
        { "connection.Execute(new CommandDefinition(SQLab, new { a = companyId, b = otherId }));", false },
    };

    /// <remarks>Two values are one tenant when they are the same expression, by whatever way they are given.</remarks>
    [Theory]
    [MemberData(nameof(Values))]
    public Task The_same_value_twice_is_one_tenant(string statement, bool same)
    {
        const string Sql = "delete from \\\"Orders\\\" o using \\\"Companies\\\" c where c.\\\"Id\\\" = A and o.\\\"CompanyId\\\" = B";
        var text = "\"" + (same ? Sql : "{|SHARD2005:" + Sql + "|}") + "\"";
        return Verify.VerifyAnalyzerAsync(Shop.Code(statement
            .Replace("SQL0", text.Replace("= A", "= {0}", StringComparison.Ordinal).Replace("= B", "= {1}", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("SQLab", text.Replace("= A", "= @a", StringComparison.Ordinal).Replace("= B", "= @b", StringComparison.Ordinal), StringComparison.Ordinal)));
    }

    [Fact]
    public Task A_migration_is_judged_where_it_sends_sql() => Verify.VerifyAnalyzerAsync(
        Shop.Model +
        """
        public class Fill : Microsoft.EntityFrameworkCore.Migrations.Migration
        {
            protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migrationBuilder)
            {
                migrationBuilder.Sql("update {|SHARD3001:\"Orders\"|} set \"Amount\" = 0");
                migrationBuilder.Sql("create index on \"Orders\" (\"Amount\")");
            }
        }
        """);

    [Fact]
    public Task A_migrations_text_that_is_not_known_is_left_to_the_migration_rules() => Verify.VerifyAnalyzerAsync(
        Shop.Model +
        """
        public class Fill : Microsoft.EntityFrameworkCore.Migrations.Migration
        {
            protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Environment.MachineName);
        }

        public static class Helper
        {
            public static void Fill(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder builder) => builder.{|SHARD9001:Sql(Environment.MachineName)|};
        }
        """);

    [Fact]
    public Task What_only_has_the_name_of_a_library_is_not_it() => Verify.VerifyAnalyzerAsync(
        Shop.Model +
        """
        public class Cube { public string CommandText { get; set; } = ""; }
        public class NpgsqlDataSource { public object CreateCommand(string commandText) => commandText; }
        public class Cubes
        {
            public void Run()
            {
                var cube = new Cube();
                cube.CommandText = "select * from \"Orders\"";
                _ = new NpgsqlDataSource().CreateCommand("select * from \"Orders\"");
            }
        }
        """);

    [Fact]
    public Task A_context_without_Citus_is_not_judged() => Verify.VerifyAnalyzerAsync(
        Shop.Model +
        """
        [NotSharded]
        public class ArchiveDb : DbContext { public DbSet<Order> Orders => Set<Order>(); }

        public class Archive(ArchiveDb db)
        {
            public void Clear() => db.Database.ExecuteSqlRaw("delete from \"Orders\"");
            public void ClearByDapper() => db.Database.GetDbConnection().Execute("delete from \"Orders\"");
        }
        """);

    [Fact]
    public Task A_context_without_Citus_is_found_through_a_variable() => Verify.VerifyAnalyzerAsync(
        Shop.Model +
        """
        [NotSharded]
        public class ArchiveDb : DbContext { public DbSet<Order> Orders => Set<Order>(); }

        public class Archive(ArchiveDb db, ShopDb shop)
        {
            public void Clear() { var database = db.Database; database.ExecuteSqlRaw("delete from \"Orders\""); }
            public void ClearByDapper() { var connection = db.Database.GetDbConnection(); connection.Execute("delete from \"Orders\""); }
            public void ClearShop() { var database = shop.Database; database.ExecuteSqlRaw("delete from {|SHARD3001:\"Orders\"|}"); }
        }
        """);

    [Fact]
    public Task A_connection_of_another_database_is_not_judged() => Verify.VerifyAnalyzerAsync(
        Shop.Model +
        """
        public sealed class OtherConnection : System.Data.IDbConnection
        {
            public string? ConnectionString { get; set; }
            public int ConnectionTimeout => 0;
            public string Database => "";
            public System.Data.ConnectionState State => default;
            public System.Data.IDbTransaction BeginTransaction() => null!;
            public System.Data.IDbTransaction BeginTransaction(System.Data.IsolationLevel il) => null!;
            public void ChangeDatabase(string databaseName) { }
            public void Close() { }
            public System.Data.IDbCommand CreateCommand() => null!;
            public void Dispose() { }
            public void Open() { }
        }

        public class Other(OtherConnection connection)
        {
            public void Clear() => connection.Execute("delete from \"Orders\"");
        }
        """);

    [Fact]
    public Task An_allowance_covers_what_runs_in_it() => Verify.VerifyAnalyzerAsync(
        Shop.Model +
        """
        [AllowMultiShard("nightly clean-up")]
        public class Cleaner(ShopDb db)
        {
            public void Clear() => db.Database.ExecuteSqlRaw("delete from \"Orders\" where \"Id\" < 5");
            public void Clear2() => db.Orders.Where(o => o.Id < 5).ExecuteDelete();
            public void Refused() => db.Database.ExecuteSqlRaw("update \"Orders\" set {|SHARD3002:\"CompanyId\" = 0|}");
        }
        """);

    [Fact]
    public async Task A_project_without_EF_Core_is_judged_by_the_marks_of_its_classes()
    {
        var test = new AnalyzerTest<QueryAnalyzer>
        {
            TestCode =
                """
                using System.ComponentModel.DataAnnotations.Schema;
                using Dapper;
                using Npgsql;
                using ShardSafety;

                [DistributedBy(nameof(CompanyId)), Table("orders")]
                public class Order { [Column("company_id")] public long CompanyId { get; set; } [Column("id")] public long Id { get; set; } }

                public static class Queries
                {
                    public static void All(NpgsqlConnection connection) => connection.Query<Order>("select * from {|SHARD2001:orders|} where id = 5");
                    public static void One(NpgsqlConnection connection, long id) => connection.Query<Order>("select * from orders where company_id = @id", new { id });
                }
                """,
        };
        test.TestState.AdditionalReferences.Clear();
        test.TestState.AdditionalReferences.AddRange(References.WithoutEntityFramework);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_model_of_another_project_is_known()
    {
        var test = new AnalyzerTest<QueryAnalyzer>
        {
            TestCode =
                """
                using Dapper;
                using Npgsql;

                public static class Queries
                {
                    public static void All(NpgsqlConnection connection) => connection.Query("select * from {|SHARD2001:\"Orders\"|}");
                    public static void One(NpgsqlConnection connection, long id) => connection.Query("select * from \"Orders\" where \"CompanyId\" = @id", new { id });
                }
                """,
        };
        var model = ModelReader.Read(Compile.Library("Shop", References.All, Shop.Model).MustCompile(), TestContext.Current.CancellationToken);
        var carried = ModelSerializer.Parts(ModelSerializer.Write(model, "Shop"))
            .Select((part, i) => $"[assembly: ShardSafety.ShardModelMetadata({i}, {SymbolDisplay.FormatLiteral(part, quote: true)})]\n");
        test.TestState.AdditionalProjects["Shop"].Sources.Add(Shop.Model);
        test.TestState.AdditionalProjects["Shop"].Sources.Add(string.Concat(carried));
        test.TestState.AdditionalProjects["Shop"].AdditionalReferences.AddRange(References.All);
        test.TestState.AdditionalProjectReferences.Add("Shop");
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
