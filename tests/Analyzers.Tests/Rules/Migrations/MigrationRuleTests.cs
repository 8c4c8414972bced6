using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Testing;

namespace ShardSafety.Analyzers.Tests.Rules.Migrations;

/// <summary>Migrations as the migration builder's calls write them.</summary>
public sealed class MigrationRuleTests
{
    private const string Company =
        """
        b.CreateTable(name: "Companies", columns: table => new { Id = table.Column<long>(type: "bigint", nullable: false), Name = table.Column<string>(type: "text", nullable: false) },
            constraints: table => { table.PrimaryKey("PK_Companies", x => x.Id); })
            .Annotation("ShardSafety:Group", "Company").Annotation("ShardSafety:KeyColumn", "Id").Annotation("ShardSafety:Kind", "Distributed");
        """;

    private const string Order =
        """
        b.CreateTable(name: "Orders", columns: table => new { CompanyId = table.Column<long>(type: "bigint", nullable: false), Id = table.Column<long>(type: "bigint", nullable: false) },
            constraints: table =>
            {
                table.PrimaryKey("PK_Orders", x => new { x.CompanyId, x.Id });
                table.ForeignKey(name: "FK_Orders_Companies_CompanyId", column: x => x.CompanyId, principalTable: "Companies", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
            })
            .Annotation("ShardSafety:ColocateWith", "Companies").Annotation("ShardSafety:Group", "Company").Annotation("ShardSafety:KeyColumn", "CompanyId").Annotation("ShardSafety:Kind", "Distributed");
        """;

    [Fact]
    public Task Tables_that_are_distributed_as_the_package_writes_it_are_right() => Verify(Company + Order + """
        b.CreateIndex(name: "IX", table: "Orders", columns: new[] { "CompanyId", "Id" }, unique: true);
        b.AddColumn<string>(name: "Note", table: "Orders", type: "text", nullable: true);
        b.RenameColumn(name: "CompanyId", table: "Orders", newName: "TenantId");
        b.RenameTable(name: "Orders", newName: "Sales");
        """);

    [Theory]
    [InlineData("SHARD4002", """b.CreateIndex(name: "IX", table: "Orders", column: "Id", unique: true);""")]
    [InlineData("SHARD4002", """b.AddUniqueConstraint(name: "AK", table: "Orders", column: "Id");""")]
    [InlineData("SHARD4002", """b.DropPrimaryKey(name: "PK_Orders", table: "Orders"); b.AddPrimaryKey(name: "PK_Orders", table: "Orders", column: "Id");""")]
    [InlineData("SHARD4003", """b.AddForeignKey(name: "FK", table: "Orders", columns: new[] { "Id", "CompanyId" }, principalTable: "Orders", principalColumns: new[] { "CompanyId", "Id" });""")]
    [InlineData("SHARD4003", """b.DropForeignKey(name: "FK_Orders_Companies_CompanyId", table: "Orders"); b.AddForeignKey(name: "FK", table: "Orders", column: "CompanyId", principalTable: "Companies", principalColumn: "Id", onDelete: ReferentialAction.SetNull);""")]
    [InlineData("SHARD4004", """b.DropColumn(name: "CompanyId", table: "Orders");""")]
    [InlineData("SHARD4004", """b.AlterColumn<int>(name: "CompanyId", table: "Orders", type: "integer", nullable: false, oldClrType: typeof(long), oldType: "bigint");""")]
    [InlineData("SHARD4004", """b.RenameColumn(name: "CompanyId", table: "Orders", newName: "TenantId"); b.DropColumn(name: "TenantId", table: "Orders");""")]
    [InlineData("SHARD4005", """b.AddColumn<long>(name: "Number", table: "Orders", type: "bigint", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);""")]
    [InlineData("SHARD4005", """b.AddColumn<long>(name: "Number", table: "Orders", type: "bigserial", nullable: false);""")]
    [InlineData("SHARD4007", """b.UndistributeTable("Companies");""")]
    [InlineData("SHARD4009", """b.Sql("DO $$ BEGIN PERFORM create_distributed_table('\"Orders\"', 'CompanyId'); END $$");""")]
    [InlineData("SHARD4010", """b.Sql("DO $$ BEGIN SELECT create_reference_table('\"Plans\"'); END $$");""")]
    [InlineData("SHARD4012", """b.CreateTable("T", t => new { Id = t.Column<long>("bigint") }); b.Sql("SELECT create_distributed_table_concurrently('\"T\"', 'Id')");""")]
    [InlineData("SHARD4014", """b.Sql("CREATE TRIGGER x BEFORE INSERT ON \"Orders\" FOR EACH ROW EXECUTE FUNCTION f()");""")]
    [InlineData("SHARD4015", """b.Sql("DO $$ BEGIN PERFORM undistribute_table('Orders'); END $$");""")]
    [InlineData("SHARD4021", """b.Sql("SELECT citus_schema_distribute('public')");""")]
    public async Task What_Citus_refuses_later_is_an_error(string id, string statement) =>
        (await Diagnose(Company + Order, statement)).Select(d => d.Id).ShouldBe([id]);

    [Fact]
    public async Task A_table_with_an_identity_column_cannot_be_undistributed_on_the_way_down_either()
    {
        const string table = """
            b.CreateTable("T", t => new { Id = t.Column<long>("bigint").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn) });
            """;
        var found = await Run(Migration("1", table), Migration("2", """b.DistributeTable("T", "Id");""", """b.UndistributeTable("T");"""));
        found.Select(d => d.Id).ShouldBe(["SHARD4006"]);
    }

    [Fact]
    public async Task A_marked_entity_whose_table_stays_plain_is_named()
    {
        var found = await Run(
            """
            [ShardSafety.DistributedBy(nameof(CompanyId))] public class Invoice { public long CompanyId { get; set; } public long Id { get; set; } }
            public class Db : DbContext
            {
                public DbSet<Invoice> Invoices => Set<Invoice>();
                protected override void OnModelCreating(ModelBuilder b) => b.Entity<Invoice>().HasKey(i => new { i.CompanyId, i.Id });
            }
            """,
            Migration("1", """b.CreateTable("Invoices", t => new { CompanyId = t.Column<long>("bigint"), Id = t.Column<long>("bigint") });""", context: "Db"));
        var never = found.ShouldHaveSingleItem();
        never.Id.ShouldBe("SHARD4001");
        never.GetMessage(null).ShouldContain("Invoices");
    }

    [Fact]
    public Task A_reference_table_may_point_to_a_plain_one() => Verify("""
        b.CreateTable("Regions", t => new { Id = t.Column<string>("text") }, constraints: t => { t.PrimaryKey("PK_Regions", x => x.Id); });
        b.CreateTable("Cities", t => new { Id = t.Column<string>("text"), RegionId = t.Column<string>("text") },
            constraints: t => { t.PrimaryKey("PK_Cities", x => x.Id); t.ForeignKey("FK_Cities_Regions", x => x.RegionId, "Regions", "Id", onDelete: ReferentialAction.Restrict); })
            .Annotation("ShardSafety:Kind", "Reference");
        """);

    [Fact]
    public async Task A_context_without_Citus_is_not_judged()
    {
        var found = await Run(
            "[ShardSafety.NotSharded] public class Db : DbContext;",
            Migration("1", """b.Sql("SELECT citus_schema_distribute('public')");""", context: "Db"));
        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Helpers_constants_and_interpolations_are_read()
    {
        var found = await Run(
            """
            public static class Helper
            {
                public static void Distribute(this MigrationBuilder builder, string table, string key) => builder.Sql($"SELECT create_distributed_table('\"{table}\"', '{key}')");
            }
            """,
            Migration("1", """const string name = "T"; b.CreateTable(name, t => new { Id = t.Column<long>("bigint"), Data = t.Column<string>("json") }); b.Distribute(name, "Data");"""));
        found.Select(d => d.Id).ShouldBe(["SHARD4017"]);
    }

    [Fact]
    public async Task Text_that_is_not_constant_is_unknown_never_right()
    {
        var found = await Run(Migration("1", """b.Sql(System.Environment.MachineName);"""));
        found.Select(d => (d.Id, d.Severity)).ShouldBe([("SHARD4023", DiagnosticSeverity.Info)]);
    }

    [Fact]
    public async Task A_guarded_block_is_right_and_a_bare_call_is_guidance()
    {
        const string table = """b.CreateTable("T", t => new { Id = t.Column<long>("bigint") });""";
        (await Run(Migration("1", table + """b.Sql("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = '\"T\"'::regclass) THEN PERFORM create_distributed_table('\"T\"', 'Id'); END IF; END $$");"""))).ShouldBeEmpty();
        (await Run(Migration("1", table + """b.Sql("SELECT create_distributed_table('\"T\"', 'Id')");"""))).Select(d => (d.Id, d.Severity)).ShouldBe([("SHARD4011", DiagnosticSeverity.Info)]);
    }

    [Fact]
    public async Task Half_typed_migrations_throw_nothing() =>
        (await Run(mustCompile: false, Migration("1", "b.CreateTable(name: , columns: t => new { Id = }); b.Sql(; b.AddColumn<(\"x\"").Replace("}", ""))).ShouldAllBe(d => d.Id != "SHARD9002");

    private static async Task Verify(string up) => (await Run(Migration("1", up))).ShouldBeEmpty();

    private static Task<IReadOnlyList<Diagnostic>> Diagnose(string first, string second) => Run(Migration("1", first), Migration("2", second));

    private static string Migration(string id, string up, string down = "", string? context = null) =>
        $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
        using ShardSafety.EntityFrameworkCore;

        {{(context is null ? "" : $"[DbContext(typeof({context}))]")}}[Migration("{{id}}")]
        public class M{{id}} : Migration
        {
            protected override void Up(MigrationBuilder b)
            {
                {{up}}
            }

            protected override void Down(MigrationBuilder b)
            {
                {{down}}
            }
        }
        """;

    private static Task<IReadOnlyList<Diagnostic>> Run(params string[] sources) => Run(mustCompile: true, sources);

    private static async Task<IReadOnlyList<Diagnostic>> Run(bool mustCompile, params string[] sources)
    {
        const string usings = "global using Microsoft.EntityFrameworkCore; global using Microsoft.EntityFrameworkCore.Migrations;";
        const string marked = "[ShardSafety.DistributedBy(nameof(Id))] public class Marked { public long Id { get; set; } }";
        var references = References.All.Append(MetadataReference.CreateFromFile(typeof(EntityFrameworkCore.ShardModelCheck).Assembly.Location));
        var compilation = Compile.Library("TestProject", references, [usings, marked, .. sources]);
        if (mustCompile)
        {
            compilation.MustCompile();
        }

        return await compilation.WithAnalyzers([new MigrationAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }
}
