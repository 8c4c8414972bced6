using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.EntityFrameworkCore;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>What <c>UseShardSafety</c> and the fluent marks make of a model: compared with the package's own conventions, tables' distribution included.</summary>
public sealed class PackageContractTests
{
    private const string Usings =
        """
        using Microsoft.EntityFrameworkCore;
        using ShardSafety;
        using ShardSafety.EntityFrameworkCore;
        namespace Shop;

        """;

    private static ContextModel Agrees(string source)
    {
        var model = ModelContract.Agrees(Usings + source, "Db", out var real, MetadataReference.CreateFromFile(typeof(ShardSafetyOptionsBuilder).Assembly.Location));
        var theirs = real.GetRelationalModel().Tables.Select(t => $"{t.Name} {Kind(t)} {t["ShardSafety:KeyColumn"]} {t["ShardSafety:Group"]} {t["ShardSafety:ShardCount"]}");
        var ours = model.Tables.Where(t => !t.IsView).Select(t => $"{t.Name.Name} {(t.Kind is TableKind.Local or TableKind.Unmarked ? "" : t.Kind)} {t.DistributionColumn} {t.Group} {t.ShardCount}");

        // Where the package leaves a table without a key unmarked, the reader says that its key is missing.
        var lost = model.Tables.Where(t => t is { Kind: TableKind.Distributed, DistributionColumn: null }).Select(t => t.Name.Name + " ").ToList();
        ours.Where(o => !lost.Any(o.StartsWith)).ShouldBe(theirs.Where(o => !lost.Any(o.StartsWith)), ignoreOrder: true);
        return model;
    }

    private static object? Kind(ITable table) => table["ShardSafety:Kind"] is "Schema" ? TableKind.SchemaSharded : table["ShardSafety:Kind"];

    private const string Shop =
        """
        [DistributedBy(nameof(TenantId))] public interface ITenantOwned { long TenantId { get; } }
        [Index(nameof(Email), IsUnique = true)]
        public class Customer : ITenantOwned { public long TenantId { get; set; } public long Id { get; set; } public string Email { get; set; } = ""; public List<Order> Orders { get; set; } = []; public Profile? Profile { get; set; } }
        public class Profile : ITenantOwned { public long TenantId { get; set; } public Guid Id { get; set; } public long CustomerId { get; set; } public Customer Customer { get; set; } = null!; }
        public class Order : ITenantOwned
        {
            public long TenantId { get; set; } public long Id { get; set; } public DateTime At { get; set; }
            public long CustomerId { get; set; } public Customer Customer { get; set; } = null!;
            public int? CountryId { get; set; } public Country? Country { get; set; }
            public long? ParentId { get; set; } public Order? Parent { get; set; }
            public List<Label> Labels { get; set; } = []; public List<Line> Lines { get; set; } = []; public Address Address { get; set; } = null!;
        }
        public class Label : ITenantOwned { public long TenantId { get; set; } public long Id { get; set; } public List<Order> Orders { get; set; } = []; }
        [Owned] public class Line { public string Text { get; set; } = ""; }
        [Owned] public class Address { public string City { get; set; } = ""; }
        [ReferenceTable] public class Country { public int Id { get; set; } }
        public class Visit { public int Id { get; set; } public long CustomerId { get; set; } public Customer Customer { get; set; } = null!; }

        """;

    private static string Context(string options, string sets, string configuration = "") =>
        $$"""
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public long Tenant { get; set; }
            {{string.Concat(sets.Split(' ').Select(s => $"public DbSet<{s}> {s}s {{ get; set; }} "))}}
            protected override void OnConfiguring(DbContextOptionsBuilder b) => b.UseShardSafety({{(options.Length == 0 ? "" : "o => o" + options)}});
            protected override void OnModelCreating(ModelBuilder b) { {{configuration}} }
        }
        """;

    [Fact]
    public void Without_options_marks_alone_count() =>
        Agrees(Shop + Context("", "Customer Order Country", "b.Entity<Order>().HasKey(o => new { o.TenantId, o.Id });"));

    [Fact]
    public void Keys_indexes_and_foreign_keys_get_the_distribution_key()
    {
        var model = Agrees(Shop + Context(".PutKeyFirst()", "Customer Order Country"));
        var orders = model.Tables.Single(t => t.Name.Name == "Orders");
        orders.PrimaryKey!.Columns.ShouldBe(["TenantId", "Id"]);
        orders.ForeignKeys.Single(k => k.Principal.Name == "Customers").Columns.ShouldBe(["TenantId", "CustomerId"]);
    }

    [Fact]
    public void Rows_of_other_tables_keep_the_short_key_alive() => Agrees(Shop + Context(".PutKeyFirst()", "Customer Visit"));

    [Fact]
    public void Explicit_keys_and_indexes_stay() => Agrees(Shop + Context(
        ".PutKeyFirst().CompleteForeignKeys()",
        "Customer Order Country",
        """
        b.Entity<Customer>().HasKey(c => new { c.TenantId, c.Id });
        b.Entity<Customer>().HasIndex(c => c.Email);
        b.Entity<Order>().HasIndex(o => o.At).HasDatabaseName("at");
        b.Entity<Order>().HasOne(o => o.Parent).WithMany().OnDelete(DeleteBehavior.SetNull).HasConstraintName("parent");
        """));

    [Fact]
    public void Foreign_keys_are_completed_where_the_principal_has_a_key_for_it() => Agrees(Shop + Context(
        ".CompleteForeignKeys()",
        "Customer Profile Country",
        """
        b.Entity<Customer>().HasAlternateKey(c => new { c.TenantId, c.Id });
        b.Entity<Profile>().HasKey(c => new { c.TenantId, c.Id });
        """));

    [Fact]
    public void Loops_see_the_model_before_the_conventions() => Agrees(Shop + Context(
        ".PutKeyFirst()",
        "Customer Profile Country",
        """
        foreach (var entity in b.Model.GetEntityTypes())
        {
            entity.SetTableName(entity.GetTableName()!.ToLowerInvariant());
            foreach (var key in entity.GetKeys()) key.SetName(key.GetName()!.ToLowerInvariant());
            foreach (var key in entity.GetForeignKeys()) { key.SetConstraintName(key.GetConstraintName()!.ToLowerInvariant()); key.DeleteBehavior = DeleteBehavior.Restrict; }
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(index.GetDatabaseName()!.ToLowerInvariant());
        }
        """));

    [Fact]
    public void The_tenant_filter_stands_beside_named_filters_and_inside_an_unnamed_one()
    {
        var model = Agrees(Shop + Context(
            ".UseTenantFilter<Db>(db => db.Tenant)",
            "Customer Order Country",
            """
            b.Entity<Order>().HasQueryFilter("recent", o => o.At > DateTime.UnixEpoch);
            b.Entity<Customer>().HasQueryFilter(c => c.Email != "");
            """));
        model.Entities.Single(e => e.DisplayName == "Order").QueryFilters.Select(f => f.Name).ShouldBe(["recent", "ShardSafety.Tenant"]);
        var filters = model.Entities.Single(e => e.DisplayName == "Customer").QueryFilters;
        filters.Select(f => f.Name).ShouldBe([null, null]);
        filters[1].Predicate.ShouldBe(new OpExpr("=", new ColumnRef(0, "TenantId"), new Parameter("db.Tenant", "Tenant")));
        model.Entities.Single(e => e.DisplayName == "Country").QueryFilters.ShouldBeEmpty();
    }

    [Fact]
    public void Fluent_marks_and_groups() => Agrees(
        """
        public class Company { public long Id { get; set; } }
        public class Project { public long CompanyId { get; set; } public long Id { get; set; } public List<Tag> Tags { get; set; } = []; }
        public class Job { public long CompanyId { get; set; } public long Id { get; set; } }
        public class Apart { public long Key { get; set; } public long Id { get; set; } }
        public class Tag { public int Id { get; set; } public List<Project> Projects { get; set; } = []; }
        [DistributedBy(nameof(Id))] public class Log { public int Id { get; set; } }
        public class Queue { public int Id { get; set; } }
        public class Item { public int Id { get; set; } }

        """ + Context("", "Company Project Job Apart Tag Log Queue Item",
        """
        b.Entity<Company>().IsDistributedBy(c => c.Id).HasShardCount(16);
        b.Entity<Project>().HasKey(p => new { p.CompanyId, p.Id });
        b.Entity<Project>().IsDistributedBy(p => p.CompanyId).ColocatedWith<Company>();
        b.Entity<Job>(e => { e.IsDistributedBy("CompanyId").ColocatedWith("Shop.Project"); e.Property(j => j.CompanyId).HasColumnName("company"); });
        b.Entity<Apart>().IsDistributedBy(a => a.Key);
        b.Entity<Tag>().IsReferenceTable().ToTable("tags");
        b.Entity<Log>().IsLocalTable();
        b.Entity<Queue>().IsSingleShardTable();
        b.Entity<Item>().IsSingleShardTable().ColocatedWith<Queue>();
        """));
}
