using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.ModelReading.Metadata;
using ShardSafety.Core.Queries;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>The model as an assembly carries it to the projects that refer to it.</summary>
public sealed class MetadataTests
{
    private const string Source =
        """
        [DistributedBy(nameof(Id), ShardCount = 8)] public class Company { public long Id { get; set; } public string Name { get; set; } = ""; }
        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
        public class Order { public long CompanyId { get; set; } public long Id { get; set; } public decimal Amount { get; private set; } public bool Gone { get; set; } public int? Rank { get; set; } public List<Tag> Tags { get; set; } = []; public Address Address { get; set; } = null!; public Company Company { get; set; } = null!; }
        [ReferenceTable] public class Tag { public int Id { get; set; } public List<Order> Orders { get; set; } = []; }
        [Owned] public class Address { public string? City { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            public long Tenant { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Order>().HasIndex(o => new { o.CompanyId, o.Amount }).IsUnique().HasFilter("\"Gone\"");
                b.Entity<Order>().HasQueryFilter("Tenant", o => o.CompanyId == Tenant).HasQueryFilter("Gone", o => !o.Gone && (o.Rank == null || o.Rank > 3 || o.Amount < 2.5m));
            }
        }
        """;

    private static ShardModel Model() => ModelReader.Read(Compile.Library(ModelContract.Wrap(Source)).MustCompile(), CancellationToken.None);

    [Fact]
    public void What_is_written_reads_back_equal()
    {
        var model = Model();
        ModelSerializer.TryRead(ModelSerializer.Write(model), out var back, out var reason).ShouldBeTrue(reason);
        back.ShouldBe(model);
        back.Contexts[0].Entities.Single(e => e.DisplayName == "Order").QueryFilters.ShouldAllBe(f => f.Predicate != null);
    }

    [Fact]
    public void Broken_text_gives_a_reason_and_never_throws()
    {
        var text = ModelSerializer.Write(Model());
        for (var i = 0; i < text.Length; i += 31)
        {
            _ = ModelSerializer.TryRead(text[..i], out _, out var cut);
            cut.ShouldNotBeEmpty();
            _ = ModelSerializer.TryRead(text[..i] + (char)(text[i] + 1) + text[(i + 1)..], out _, out _);
        }
    }

    [Fact]
    public void A_consumer_reads_the_owners_model()
    {
        var owner = Compile.Library("Owner", References.All, ModelContract.Wrap(Source)).MustCompile();
        var model = ModelReader.Read(owner, CancellationToken.None);
        var consumer = Consumer(owner, ModelSerializer.Write(model, "Owner"));
        var read = ModelReader.Read(consumer, CancellationToken.None);
        read.Contexts.ShouldBe(model.Contexts);
        read.Unread.ShouldBeEmpty();
        Marks.AnyVisible(consumer, TestContext.Current.CancellationToken).ShouldBeTrue();
    }

    [Fact]
    public void A_model_of_another_version_is_unread()
    {
        var owner = Compile.Library("Owner", References.All, ModelContract.Wrap(Source)).MustCompile();
        ModelReader.Read(Consumer(owner, "999;0;"), CancellationToken.None).Unread.Single().Reason.ShouldContain("another version");
    }

    [Fact]
    public void Entities_of_another_assembly_keep_their_private_setters_and_marks()
    {
        var domain = Compile.Library("Domain", References.All, ModelContract.Wrap(
            """
            [DistributedBy(nameof(TenantId))]
            public class Order { public long TenantId { get; private set; } public long Id { get; private set; } public string? Note { get; private set; } public string Computed => "x"; }
            """));
        var context = Compile.Library("Infrastructure", [.. References.All, Emit(domain, referenceAssembly: true)], ModelContract.Wrap("public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Order> Orders { get; set; } }"));
        var table = ModelReader.Read(context.MustCompile(), CancellationToken.None).Contexts.Single().Tables.Single();
        table.Columns.Select(c => (c.Name, c.Nullable)).ShouldBe([("Id", false), ("Note", true), ("TenantId", false)], ignoreOrder: true);
        table.DistributionColumn.ShouldBe("TenantId");
    }

    [Fact]
    public void A_context_takes_over_what_its_base_in_another_assembly_configures()
    {
        const string Entities =
            """
            [DistributedBy(nameof(TenantId))] public interface ITenantOwned { long TenantId { get; } }
            public class Customer : ITenantOwned { public long TenantId { get; set; } public long Id { get; set; } public string Email { get; set; } = ""; public List<Order> Orders { get; set; } = []; }
            public class Order : ITenantOwned { public long TenantId { get; set; } public long Id { get; set; } public decimal Amount { get; set; } public bool Gone { get; set; } public long CustomerNumber { get; set; } public Customer Customer { get; set; } = null!; public Address Address { get; set; } = null!; }
            [Owned] public class Address { public string? City { get; set; } }
            public class Plan { public int Id { get; set; } public Level Level { get; set; } }
            public enum Level { Low, High }
            public class BaseDb(DbContextOptions options) : DbContext(options)
            {
                public DbSet<Order> Orders { get; set; }
                public long Tenant { get; set; }
                protected override void OnModelCreating(ModelBuilder b)
                {
                    b.HasDefaultSchema("shop");
                    b.Entity<Customer>().ToTable("customers").HasKey(c => new { c.TenantId, c.Id });
                    b.Entity<Customer>().HasIndex(c => new { c.TenantId, c.Email }).IsUnique().HasDatabaseName("by_mail");
                    b.Entity<Order>(e =>
                    {
                        e.HasKey(o => new { o.TenantId, o.Id });
                        e.Property(o => o.Amount).HasColumnName("amount").HasPrecision(12, 2);
                        e.Property<int>("version").IsConcurrencyToken();
                        e.HasOne(o => o.Customer).WithMany(c => c.Orders).HasForeignKey(o => new { o.TenantId, o.CustomerNumber }).OnDelete(DeleteBehavior.Restrict);
                        e.HasQueryFilter(o => o.TenantId == Tenant && !o.Gone);
                    });
                    b.Entity<Plan>().Property(p => p.Level).HasConversion<string>().HasMaxLength(20);
                }
            }
            """;
        const string App =
            """
            [ReferenceTable] public class Country { public int Id { get; set; } }
            public class Db(DbContextOptions options) : BaseDb(options)
            {
                public DbSet<Country> Countries { get; set; }
                protected override void OnModelCreating(ModelBuilder b)
                {
                    base.OnModelCreating(b);
                    b.Entity<Order>().Property(o => o.Gone).HasColumnName("gone");
                }
            }
            """;
        var library = Compile.Library("Entities", References.All, ModelContract.Wrap(Entities)).MustCompile();
        var app = Compile.Library("App", [.. References.All, Emit(Carrying(library))], ModelContract.Wrap(App)).MustCompile();
        var one = Compile.Library("One", References.All, ModelContract.Wrap(Entities + "\n" + App)).MustCompile();
        var read = Context(app, "Db");
        var expected = Context(one, "Db");
        read.Unread.ShouldBeEmpty();
        ModelText.Of(read).ShouldBe(ModelText.Of(expected), ignoreOrder: true);
        read.Tables.Select(t => (t.Name, t.Kind, t.DistributionColumn, t.Group)).ShouldBe(expected.Tables.Select(t => (t.Name, t.Kind, t.DistributionColumn, t.Group)), ignoreOrder: true);
        read.Entities.Single(e => e.DisplayName == "Order").QueryFilters[0].Predicate.ShouldBe(expected.Entities.Single(e => e.DisplayName == "Order").QueryFilters[0].Predicate);

        var consumer = Compile.Library("Consumer", [.. References.All, Emit(Carrying(library)), Emit(Carrying(app))], "public class Uses { public long Count(Shop.Db db) => db.Countries.LongCount(); }");
        ModelText.Of(Context(consumer, "Db")).ShouldBe(ModelText.Of(expected), ignoreOrder: true);
    }

    private static ContextModel Context(CSharpCompilation compilation, string name) => ModelReader.Read(compilation, CancellationToken.None).Contexts.Single(c => c.DisplayName == name);

    private static CSharpCompilation Carrying(CSharpCompilation owner) => Carrying(owner, ModelSerializer.Write(ModelReader.Read(owner, CancellationToken.None), owner.AssemblyName!));

    private static CSharpCompilation Consumer(CSharpCompilation owner, string text)
    {
        var carrying = Carrying(owner, text);
        return Compile.Library("Consumer", [.. References.All, Emit(carrying)], "public class Uses { public long Count(Shop.Db db) => db.Orders.LongCount(); }").MustCompile();
    }

    private static CSharpCompilation Carrying(CSharpCompilation owner, string text)
    {
        var parts = ModelSerializer.Parts(text).Select((part, i) => $"[assembly: ShardSafety.ShardModelMetadata({i}, {SymbolDisplay.FormatLiteral(part, quote: true)})]");
        return owner.AddSyntaxTrees(CSharpSyntaxTree.ParseText(string.Join("\n", parts), (CSharpParseOptions)owner.SyntaxTrees[0].Options));
    }

    private static MetadataReference Emit(CSharpCompilation compilation, bool referenceAssembly = false)
    {
        var stream = new MemoryStream();
        var result = compilation.Emit(stream, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: referenceAssembly, includePrivateMembers: !referenceAssembly));
        result.Success.ShouldBeTrue(string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
