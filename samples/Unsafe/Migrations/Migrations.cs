using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Unsafe.Migrations;

// What a deployment would stumble over. The tables are created and distributed as they should be, then changed.
[DbContext(typeof(Shop.ShopDb))]
[Migration("20260101000000_Tables")]
public class Tables : Migration
{
    protected override void Up(MigrationBuilder b)
    {
        b.CreateTable(
            name: "Companies",
            columns: table => new { Id = table.Column<long>(type: "bigint", nullable: false) },
            constraints: table => table.PrimaryKey("PK_Companies", x => x.Id));
        b.Sql("SELECT create_distributed_table('\"Companies\"', 'Id', colocate_with => 'none')");
        b.CreateTable(
            name: "Orders",
            columns: table => new
            {
                CompanyId = table.Column<long>(type: "bigint", nullable: false),
                Id = table.Column<long>(type: "bigint", nullable: false),
                ProductId = table.Column<int>(type: "integer", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Orders", x => new { x.CompanyId, x.Id });
                table.ForeignKey("FK_Orders_Companies_CompanyId", x => x.CompanyId, "Companies", "Id");
            });
        b.Sql("SELECT create_distributed_table('\"Orders\"', 'CompanyId', colocate_with => '\"Companies\"')");
    }
}

[DbContext(typeof(Shop.ShopDb))]
[Migration("20260102000000_Changes")]
public class Changes : Migration
{
    protected override void Up(MigrationBuilder b)
    {
        // SHARD4001: a table of a distributed entity, never distributed.
        b.CreateTable(
            name: "Customers",
            columns: table => new { CompanyId = table.Column<long>(type: "bigint", nullable: false), Id = table.Column<long>(type: "bigint", nullable: false) },
            constraints: table => table.PrimaryKey("PK_Customers", x => new { x.CompanyId, x.Id }));

        // SHARD4002
        b.CreateIndex(name: "IX_Orders_Id", table: "Orders", column: "Id", unique: true);

        // SHARD4003
        b.AddForeignKey(name: "FK_Orders_Orders", table: "Orders", column: "Id", principalTable: "Companies", principalColumn: "Id");

        // SHARD4004
        b.DropColumn(name: "CompanyId", table: "Orders");

        // SHARD4005
        b.AddColumn<long>(name: "Number", table: "Orders", type: "bigint", nullable: false)
            .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

        // SHARD4009
        b.Sql("DO $$ BEGIN PERFORM create_distributed_table('\"Orders\"', 'CompanyId'); END $$");

        // SHARD4010
        b.Sql("DO $$ BEGIN SELECT create_reference_table('\"Products\"'); END $$");

        // SHARD4013
        b.Sql("ALTER TABLE \"Orders\" RENAME CONSTRAINT \"PK_Orders\" TO \"PK_Sales\"");

        // SHARD4014
        b.Sql("CREATE TRIGGER audit BEFORE INSERT ON \"Orders\" FOR EACH ROW EXECUTE FUNCTION audit()");

        // SHARD4015
        b.Sql("DO $$ BEGIN PERFORM undistribute_table('Orders'); END $$");

        // SHARD4021
        b.Sql("SELECT citus_schema_distribute('public')");
    }
}

[DbContext(typeof(Shop.ShopDb))]
[Migration("20260103000000_MoreTables")]
public class MoreTables : Migration
{
    protected override void Up(MigrationBuilder b)
    {
        // SHARD4012
        b.CreateTable("Events", table => new { Id = table.Column<long>("bigint") });
        b.Sql("SELECT create_distributed_table_concurrently('\"Events\"', 'Id')");

        // SHARD4016: the keys of colocated tables have one type.
        b.CreateTable("Texts", table => new { Id = table.Column<string>("text") });
        b.Sql("DO $$ BEGIN PERFORM create_distributed_table('\"Texts\"', 'Id', colocate_with => '\"Companies\"'); END $$");

        // SHARD4017
        b.CreateTable("Documents", table => new { Body = table.Column<string>("json") });
        b.Sql("DO $$ BEGIN PERFORM create_distributed_table('\"Documents\"', 'Body', colocate_with => 'none'); END $$");

        // SHARD4018
        b.Sql("CREATE VIEW totals AS SELECT 1 AS id");
        b.Sql("DO $$ BEGIN PERFORM create_reference_table('totals'); END $$");

        // SHARD4006: an identity column cannot be undistributed.
        b.CreateTable(
            "Numbers",
            table => new { Id = table.Column<long>("bigint").Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn) },
            constraints: table => table.PrimaryKey("PK_Numbers", x => x.Id));
        b.Sql("DO $$ BEGIN PERFORM create_distributed_table('\"Numbers\"', 'Id', colocate_with => 'none'); END $$");
        b.Sql("DO $$ BEGIN PERFORM undistribute_table('\"Numbers\"'); END $$");

        // SHARD4007
        b.Sql("DO $$ BEGIN PERFORM undistribute_table('\"Orders\"'); END $$");
    }
}

[DbContext(typeof(BrokenModel.BrokenDb))]
[Migration("20260104000000_Unread")]
public class Unread : Migration
{
    // SHARD4023: nobody knows at compile time what this runs.
    protected override void Up(MigrationBuilder b) => b.Sql(Environment.GetEnvironmentVariable("EXTRA_SQL")!);
}
