using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Core.ModelReading;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Code that is being typed never throws, and the order of files does not matter.</summary>
public sealed class RobustnessTests
{
    private const string Whole =
        """
        using System.ComponentModel.DataAnnotations;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        using ShardSafety;
        namespace Shop;
        [DistributedBy(nameof(Id))] public class Company { public long Id { get; set; } public List<Order> Orders { get; set; } = []; }
        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))] [Index(nameof(Number), IsUnique = true)]
        public class Order { public long CompanyId { get; set; } public long Id { get; set; } public string Number { get; set; } = ""; public Company Company { get; set; } = null!; public Address Address { get; set; } = null!; }
        public class Address { public string City { get; set; } = ""; }
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> b)
            {
                b.HasKey(o => new { o.CompanyId, o.Id });
                b.OwnsOne(o => o.Address, a => a.Property(x => x.City).HasColumnName("city"));
                b.HasOne(o => o.Company).WithMany(c => c.Orders).HasForeignKey(o => o.CompanyId).OnDelete(DeleteBehavior.Restrict);
            }
        }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Company> Companies => Set<Company>();
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.ApplyConfigurationsFromAssembly(typeof(Db).Assembly);
                foreach (var e in b.Model.GetEntityTypes()) { if (typeof(Company).IsAssignableFrom(e.ClrType)) b.Entity(e.ClrType).HasQueryFilter((Company c) => c.Id > 0); }
            }
        }
        """;

    [Fact]
    public void Every_prefix_of_a_file_is_read()
    {
        for (var length = 0; length < Whole.Length; length += 101)
        {
            _ = ModelReader.Read(Compile.Library(Whole[..length]), CancellationToken.None).Contexts.Count;
        }

        ModelReader.Read(Compile.Library(Whole), CancellationToken.None).Contexts.Count.ShouldBe(1);
    }

    [Fact]
    public void Every_word_may_be_missing()
    {
        var words = CSharpSyntaxTree.ParseText(Whole, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantTokens().ToList();
        for (var i = 0; i < words.Count; i += 19)
        {
            var text = Whole.Remove(words[i].SpanStart, words[i].Span.Length);
            _ = ModelReader.Read(Compile.Library(text), CancellationToken.None).Contexts.Count;
        }

        words.Count.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("public class A : B { public int Id { get; set; } } public class B : A { } public class Db : DbContext { public DbSet<A> As { get; set; } public DbSet<B> Bs { get; set; } }")]
    [InlineData("public class Db : Db2 { } public class Db2 : Db { }")]
    [InlineData("public class A { public int Id { get; set; } } public class A { public string Id { get; set; } } public class Db : DbContext { public DbSet<A> As { get; set; } } public class Db : DbContext { public DbSet<A> As { get; set; } }")]
    [InlineData("public interface I : I2 { } [DistributedBy(\"X\", ColocateWith = typeof(C))] public interface I2 : I { } [DistributedBy(\"X\", ColocateWith = typeof(D))] public class C : I { public int Id { get; set; } } [DistributedBy(\"X\", ColocateWith = typeof(C))] public class D { public int Id { get; set; } } public class Db : DbContext { public DbSet<C> Cs { get; set; } public DbSet<D> Ds { get; set; } }")]
    [InlineData("public class Db : DbContext { public DbSet<Missing> X { get; set; } public DbSet<> Y { get; set; } public DbSet<Db> Z { get; set; } protected override void OnModelCreating(ModelBuilder b) { b.Entity<Missing>().HasKey(x => x.Y); b.Entity<>(); b.Entity(null).HasKey(); OnModelCreating(b); Loop(b); } void Loop(ModelBuilder b) { Loop(b); b.Entity<Db>(e => { e.HasKey(x => { return x; }); e.Property(x => x.Foo()).Nothing().HasColumnName(; }); } }")]
    [InlineData("public class A { public A Me { get; set; } public List<A> Us { get; set; } public Own O { get; set; } } [Owned] public class Own { public Own Inner { get; set; } public List<Own> More { get; set; } public A Back { get; set; } } public class Db : DbContext { public DbSet<A> As { get; set; } }")]
    [InlineData("[ComplexType] public class C { public C Inner { get; set; } public int X { get; set; } } public class A { public int Id { get; set; } public C C { get; set; } } public class Db : DbContext { public DbSet<A> As { get; set; } }")]
    [InlineData("public class G<T> : G<G<T>> { public int Id { get; set; } public G<G<T>> Next { get; set; } } public class Db : DbContext { public DbSet<G<int>> Gs { get; set; } }")]
    public void Impossible_code_is_read(string source)
    {
        var model = ModelReader.Read(Compile.Library(ModelContract.Wrap(source)), CancellationToken.None);
        model.Contexts.Count.ShouldBeLessThan(3);
    }

    [Fact]
    public void A_thousand_chained_calls_are_read()
    {
        var chain = string.Concat(Enumerable.Repeat(".HasColumnName(\"c\")", 1000));
        var model = ModelContract.Read("public class A { public int Id { get; set; } public int X { get; set; } } public class Db : DbContext { public DbSet<A> As { get; set; } protected override void OnModelCreating(ModelBuilder b) { b.Entity<A>().Property(a => a.X)" + chain + "; b.Entity<A>().ToTable(\"t\"); } }");
        model.Tables.Single().Name.Name.ShouldBe("t");
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        string[] files =
        [
            ModelContract.Wrap("[DistributedBy(nameof(Id))] public partial class Company { public long Id { get; set; } }"),
            ModelContract.Wrap("public partial class Company { public List<Order> Orders { get; set; } = []; }"),
            ModelContract.Wrap("[DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))] public class Order { public long CompanyId { get; set; } public long Id { get; set; } }"),
            ModelContract.Wrap("public class OrderConfiguration : IEntityTypeConfiguration<Order> { public void Configure(EntityTypeBuilder<Order> b) => b.ToTable(\"from_order\"); } public class Second : IEntityTypeConfiguration<Order> { public void Configure(EntityTypeBuilder<Order> b) => b.ToTable(\"from_second\"); }"),
            ModelContract.Wrap("public partial class Db(DbContextOptions options) : DbContext(options) { public DbSet<Company> Companies { get; set; } protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfigurationsFromAssembly(typeof(Db).Assembly); }"),
            ModelContract.Wrap("public partial class Db { public DbSet<Order> Orders { get; set; } }"),
        ];
        var forward = ModelReader.Read(Compile.Library(files), CancellationToken.None);
        var backward = ModelReader.Read(Compile.Library([.. files.Reverse()]), CancellationToken.None);
        backward.ShouldBe(forward);
        forward.Contexts.Single().Tables.Select(t => t.Name.Name).ShouldBe(["Companies", "from_second"]);
    }

    [Fact]
    public void A_compilation_is_read_once()
    {
        var compilation = Compile.Library(Whole);
        ModelReader.Read(compilation, CancellationToken.None).ShouldBeSameAs(ModelReader.Read(compilation, CancellationToken.None));
    }
}
