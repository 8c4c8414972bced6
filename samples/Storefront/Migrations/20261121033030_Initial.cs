using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Storefront.Migrations;

/// <inheritdoc />
public partial class Initial : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Devices",
            columns: table => new
            {
                DeviceId = table.Column<Guid>(type: "uuid", nullable: false),
                CompanyId = table.Column<long>(type: "bigint", nullable: false),
                Serial = table.Column<string>(type: "text", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Devices", x => x.DeviceId);
            })
            .Annotation("ShardSafety:Group", "Storefront.Entities.Device")
            .Annotation("ShardSafety:KeyColumn", "DeviceId")
            .Annotation("ShardSafety:Kind", "Distributed");

        migrationBuilder.CreateTable(
            name: "Plans",
            columns: table => new
            {
                Id = table.Column<string>(type: "text", nullable: false),
                Name = table.Column<string>(type: "text", nullable: false),
                MonthlyPrice = table.Column<decimal>(type: "numeric", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Plans", x => x.Id);
            })
            .Annotation("ShardSafety:Kind", "Reference");

        migrationBuilder.CreateTable(
            name: "Countries",
            columns: table => new
            {
                Code = table.Column<string>(type: "text", nullable: false),
                Name = table.Column<string>(type: "text", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Countries", x => x.Code);
            })
            .Annotation("ShardSafety:Kind", "Reference");

        migrationBuilder.CreateTable(
            name: "Companies",
            columns: table => new
            {
                Id = table.Column<long>(type: "bigint", nullable: false),
                Name = table.Column<string>(type: "text", nullable: false),
                PlanId = table.Column<string>(type: "text", nullable: false),
                CountryCode = table.Column<string>(type: "text", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Companies", x => x.Id);
                table.ForeignKey(
                    name: "FK_Companies_Countries_CountryCode",
                    column: x => x.CountryCode,
                    principalTable: "Countries",
                    principalColumn: "Code",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "FK_Companies_Plans_PlanId",
                    column: x => x.PlanId,
                    principalTable: "Plans",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            })
            .Annotation("ShardSafety:Group", "Storefront.Entities.Company")
            .Annotation("ShardSafety:KeyColumn", "Id")
            .Annotation("ShardSafety:Kind", "Distributed");

        migrationBuilder.CreateTable(
            name: "Products",
            columns: table => new
            {
                Id = table.Column<int>(type: "integer", nullable: false),
                Sku = table.Column<string>(type: "text", nullable: false),
                Name = table.Column<string>(type: "text", nullable: false),
                Price = table.Column<decimal>(type: "numeric", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Products", x => x.Id);
            })
            .Annotation("ShardSafety:Kind", "Reference");

        migrationBuilder.CreateTable(
            name: "Customers",
            columns: table => new
            {
                CompanyId = table.Column<long>(type: "bigint", nullable: false),
                Id = table.Column<long>(type: "bigint", nullable: false),
                Name = table.Column<string>(type: "text", nullable: false),
                CountryCode = table.Column<string>(type: "text", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Customers", x => new { x.CompanyId, x.Id });
                table.ForeignKey(
                    name: "FK_Customers_Countries_CountryCode",
                    column: x => x.CountryCode,
                    principalTable: "Countries",
                    principalColumn: "Code",
                    onDelete: ReferentialAction.Cascade);
            })
            .Annotation("ShardSafety:ColocateWith", "Companies")
            .Annotation("ShardSafety:Group", "Storefront.Entities.Company")
            .Annotation("ShardSafety:KeyColumn", "CompanyId")
            .Annotation("ShardSafety:Kind", "Distributed");

        migrationBuilder.CreateTable(
            name: "Readings",
            columns: table => new
            {
                DeviceId = table.Column<Guid>(type: "uuid", nullable: false),
                At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                Value = table.Column<double>(type: "double precision", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Readings", x => new { x.DeviceId, x.At });
                table.ForeignKey(
                    name: "FK_Readings_Devices_DeviceId",
                    column: x => x.DeviceId,
                    principalTable: "Devices",
                    principalColumn: "DeviceId",
                    onDelete: ReferentialAction.Cascade);
            })
            .Annotation("ShardSafety:ColocateWith", "Devices")
            .Annotation("ShardSafety:Group", "Storefront.Entities.Device")
            .Annotation("ShardSafety:KeyColumn", "DeviceId")
            .Annotation("ShardSafety:Kind", "Distributed");

        migrationBuilder.CreateTable(
            name: "Orders",
            columns: table => new
            {
                CompanyId = table.Column<long>(type: "bigint", nullable: false),
                Id = table.Column<long>(type: "bigint", nullable: false),
                CustomerId = table.Column<long>(type: "bigint", nullable: false),
                Amount = table.Column<decimal>(type: "numeric", nullable: false),
                Status = table.Column<int>(type: "integer", nullable: false),
                CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Orders", x => new { x.CompanyId, x.Id });
                table.ForeignKey(
                    name: "FK_Orders_Companies_CompanyId",
                    column: x => x.CompanyId,
                    principalTable: "Companies",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "FK_Orders_Customers_CompanyId_CustomerId",
                    columns: x => new { x.CompanyId, x.CustomerId },
                    principalTable: "Customers",
                    principalColumns: new[] { "CompanyId", "Id" },
                    onDelete: ReferentialAction.Cascade);
            })
            .Annotation("ShardSafety:ColocateWith", "Companies")
            .Annotation("ShardSafety:Group", "Storefront.Entities.Company")
            .Annotation("ShardSafety:KeyColumn", "CompanyId")
            .Annotation("ShardSafety:Kind", "Distributed");

        migrationBuilder.CreateTable(
            name: "Users",
            columns: table => new
            {
                CompanyId = table.Column<long>(type: "bigint", nullable: false),
                Id = table.Column<long>(type: "bigint", nullable: false),
                Email = table.Column<string>(type: "text", nullable: false),
                Name = table.Column<string>(type: "text", nullable: false),
                Active = table.Column<bool>(type: "boolean", nullable: false),
                CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Users", x => new { x.CompanyId, x.Id });
                table.ForeignKey(
                    name: "FK_Users_Companies_CompanyId",
                    column: x => x.CompanyId,
                    principalTable: "Companies",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            })
            .Annotation("ShardSafety:ColocateWith", "Companies")
            .Annotation("ShardSafety:Group", "Storefront.Entities.Company")
            .Annotation("ShardSafety:KeyColumn", "CompanyId")
            .Annotation("ShardSafety:Kind", "Distributed");

        migrationBuilder.CreateTable(
            name: "OrderItems",
            columns: table => new
            {
                CompanyId = table.Column<long>(type: "bigint", nullable: false),
                OrderId = table.Column<long>(type: "bigint", nullable: false),
                Line = table.Column<int>(type: "integer", nullable: false),
                ProductId = table.Column<int>(type: "integer", nullable: false),
                Quantity = table.Column<int>(type: "integer", nullable: false),
                Price = table.Column<decimal>(type: "numeric", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_OrderItems", x => new { x.CompanyId, x.OrderId, x.Line });
                table.ForeignKey(
                    name: "FK_OrderItems_Orders_CompanyId_OrderId",
                    columns: x => new { x.CompanyId, x.OrderId },
                    principalTable: "Orders",
                    principalColumns: new[] { "CompanyId", "Id" },
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "FK_OrderItems_Products_ProductId",
                    column: x => x.ProductId,
                    principalTable: "Products",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            })
            .Annotation("ShardSafety:ColocateWith", "Companies")
            .Annotation("ShardSafety:Group", "Storefront.Entities.Company")
            .Annotation("ShardSafety:KeyColumn", "CompanyId")
            .Annotation("ShardSafety:Kind", "Distributed");

        migrationBuilder.CreateTable(
            name: "Projects",
            columns: table => new
            {
                CompanyId = table.Column<long>(type: "bigint", nullable: false),
                Id = table.Column<long>(type: "bigint", nullable: false),
                Name = table.Column<string>(type: "text", nullable: false),
                OwnerId = table.Column<long>(type: "bigint", nullable: false),
                Priority = table.Column<int>(type: "integer", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Projects", x => new { x.CompanyId, x.Id });
                table.ForeignKey(
                    name: "FK_Projects_Companies_CompanyId",
                    column: x => x.CompanyId,
                    principalTable: "Companies",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "FK_Projects_Users_CompanyId_OwnerId",
                    columns: x => new { x.CompanyId, x.OwnerId },
                    principalTable: "Users",
                    principalColumns: new[] { "CompanyId", "Id" },
                    onDelete: ReferentialAction.Cascade);
            })
            .Annotation("ShardSafety:ColocateWith", "Companies")
            .Annotation("ShardSafety:Group", "Storefront.Entities.Company")
            .Annotation("ShardSafety:KeyColumn", "CompanyId")
            .Annotation("ShardSafety:Kind", "Distributed");

        migrationBuilder.CreateIndex(
            name: "IX_Companies_CountryCode",
            table: "Companies",
            column: "CountryCode");

        migrationBuilder.CreateIndex(
            name: "IX_Companies_PlanId",
            table: "Companies",
            column: "PlanId");

        migrationBuilder.CreateIndex(
            name: "IX_Customers_CountryCode",
            table: "Customers",
            column: "CountryCode");

        migrationBuilder.CreateIndex(
            name: "IX_OrderItems_ProductId",
            table: "OrderItems",
            column: "ProductId");

        migrationBuilder.CreateIndex(
            name: "IX_Orders_CompanyId_CustomerId",
            table: "Orders",
            columns: new[] { "CompanyId", "CustomerId" });

        migrationBuilder.CreateIndex(
            name: "IX_Projects_CompanyId_OwnerId",
            table: "Projects",
            columns: new[] { "CompanyId", "OwnerId" });

        migrationBuilder.CreateIndex(
            name: "IX_Users_CompanyId_Email",
            table: "Users",
            columns: new[] { "CompanyId", "Email" },
            unique: true);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(
            name: "OrderItems");

        migrationBuilder.DropTable(
            name: "Projects");

        migrationBuilder.DropTable(
            name: "Readings");

        migrationBuilder.DropTable(
            name: "Orders");

        migrationBuilder.DropTable(
            name: "Products");

        migrationBuilder.DropTable(
            name: "Users");

        migrationBuilder.DropTable(
            name: "Devices");

        migrationBuilder.DropTable(
            name: "Customers");

        migrationBuilder.DropTable(
            name: "Companies");

        migrationBuilder.DropTable(
            name: "Countries");

        migrationBuilder.DropTable(
            name: "Plans");
    }
}
