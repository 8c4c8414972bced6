using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Mapping;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Names as EFCore.NamingConventions rewrites them.</summary>
public sealed class NamingConventionTests
{
    [Theory]
    [InlineData("FullNameMember", "full_name_member")]
    [InlineData("ISODate", "iso_date")]
    [InlineData("Id", "id")]
    [InlineData("PK_Orders", "pk_orders")]
    [InlineData("IX_orders_CustomerId", "ix_orders_customer_id")]
    [InlineData("Address_City", "address_city")]
    [InlineData("Col2Name", "col2name")]
    [InlineData("already_snake", "already_snake")]
    [InlineData("URL", "url")]
    public void Snake_case(string name, string expected) => Names.Rewrite(name, NameRewriting.SnakeCase).ShouldBe(expected);

    private const string Entities =
        """
        public class Customer { public long Id { get; set; } public string FullName { get; set; } = ""; public Address HomeAddress { get; set; } = null!; public List<OrderLine> OrderLines { get; set; } = []; }
        [Owned] public class Address { public string StreetName { get; set; } = ""; }
        public class OrderLine { public long Id { get; set; } public long CustomerId { get; set; } public Customer Customer { get; set; } = null!; [Column("Kept")] public int Explicit { get; set; } }

        """;


    /// <summary>The package for EF Core 10 is not needed to run: only its extension method's name reaches the reader.</summary>
    private static readonly Lazy<MetadataReference> Package = new(() =>
    {
        var library = Compile.Library("EFCore.NamingConventions", References.All, "namespace Microsoft.EntityFrameworkCore; public static class NamingConventionsExtensions { public static DbContextOptionsBuilder UseSnakeCaseNamingConvention(this DbContextOptionsBuilder optionsBuilder) => optionsBuilder; }");
        using var stream = new MemoryStream();
        library.Emit(stream).Success.ShouldBeTrue();
        return MetadataReference.CreateFromImage(stream.ToArray());
    });

    [Theory]
    [InlineData("public class Db : DbContext { public DbSet<Customer> Customers { get; set; } protected override void OnConfiguring(DbContextOptionsBuilder o) => o.UseNpgsql(\"\").UseSnakeCaseNamingConvention(); }")]
    [InlineData("public class Db(DbContextOptions<Db> options) : DbContext(options) { public DbSet<Customer> Customers { get; set; } } public static class Startup { public static void Add() => new DbContextOptionsBuilder<Db>().UseNpgsql(\"\").UseSnakeCaseNamingConvention(); }")]
    public void In_the_context_and_where_it_is_registered(string context)
    {
        var compilation = Compile.Library("P", [.. References.All, Package.Value], ModelContract.Wrap(Entities + context)).MustCompile();
        var model = ModelReader.Read(compilation, CancellationToken.None).Contexts.Single();
        var customers = model.Tables.Single(t => t.Name.Name == "customers");
        customers.Columns.Select(c => c.Name).ShouldBe(["id", "full_name", "home_address_street_name"], ignoreOrder: true);
        customers.PrimaryKey!.Name.ShouldBe("pk_customers");
        var lines = model.Tables.Single(t => t.Name.Name == "order_line");
        lines.Columns.Select(c => c.Name).ShouldBe(["id", "customer_id", "Kept"], ignoreOrder: true);
        lines.ForeignKeys.Single().Name.ShouldBe("fk_order_line_customers_customer_id");
        lines.Indexes.Single().Name.ShouldBe("ix_order_line_customer_id");
    }
}
