namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Keys, alternate keys and indexes, as EF Core's own model has them.</summary>
public sealed class KeyContractTests
{
    [Fact]
    public void Id_and_type_name_Id_are_keys() => ModelContract.Agrees(
        """
        public class Order { public long Id { get; set; } public string? Note { get; set; } }
        public class Invoice { public Guid InvoiceId { get; set; } public string Number { get; set; } = ""; }
        public class Tag { public string ID { get; set; } = ""; public int? Weight { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Invoice> Invoices { get; set; } = null!;
            public DbSet<Tag> Tags { get; set; } = null!;
        }
        """);

    [Fact]
    public void Key_annotations() => ModelContract.Agrees(
        """
        public class Country { [Key] public string Code { get; set; } = ""; [MaxLength(50)] public string Name { get; set; } = ""; }
        [PrimaryKey(nameof(TenantId), nameof(Number))]
        public class Invoice { public int Number { get; set; } public long TenantId { get; set; } [StringLength(20)] public string? Text { get; set; } }
        [Keyless] public class Report { public int Total { get; set; } public string Name { get; set; } = ""; }
        public abstract class Base { [Key] public Guid Uid { get; set; } }
        public class Derived : Base { public string? Text { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Country> Countries { get; set; }
            public DbSet<Invoice> Invoices { get; set; }
            public DbSet<Report> Reports { get; set; }
            public DbSet<Derived> Deriveds { get; set; }
        }
        """);

    [Fact]
    public void Fluent_keys_and_alternate_keys() => ModelContract.Agrees(
        """
        public class A { public long TenantId { get; set; } public long Id { get; set; } public string Code { get; set; } = ""; public string? Other { get; set; } }
        public class B { public int X { get; set; } public int Y { get; set; } }
        public class C { public int X { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<A> As { get; set; }
            public DbSet<C> Cs { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<A>().HasKey(a => new { a.TenantId, a.Id }).HasName("pk_of_a");
                b.Entity<A>().HasAlternateKey(a => a.Code);
                b.Entity<A>().HasAlternateKey(a => new { a.TenantId, a.Other }).HasName("ak_named");
                b.Entity<B>().HasKey("Y", "X");
                b.Entity<C>().HasNoKey();
            }
        }
        """);

    [Fact]
    public void Indexes() => ModelContract.Agrees(
        """
        [Index(nameof(Email), IsUnique = true)]
        [Index(nameof(TenantId), nameof(Name), Name = "ix_by_name")]
        public class User { public long Id { get; set; } public long TenantId { get; set; } public string Email { get; set; } = ""; public string Name { get; set; } = ""; public bool Active { get; set; } public string? Phone { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<User> Users { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<User>(e =>
                {
                    e.HasIndex(u => u.Name).HasDatabaseName("users_name");
                    e.HasIndex(u => new { u.TenantId, u.Phone }).IsUnique().HasFilter("\"Active\"").IncludeProperties(u => u.Name);
                    e.HasIndex("Active", "Name");
                    e.HasIndex(u => u.TenantId, "second");
                    e.HasIndex(u => u.Phone).IsUnique(false);
                });
            }
        }
        """);

    [Fact]
    public void Long_names_are_cut_at_63_characters() => ModelContract.Agrees(
        """
        public class AnEntityWithAnExtraordinarilyLongNameThatNobodyShouldEverUse { public long Id { get; set; } public string TheFirstPropertyWithALongName { get; set; } = ""; public string TheFirstPropertyWithAnotherLongName { get; set; } = ""; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<AnEntityWithAnExtraordinarilyLongNameThatNobodyShouldEverUse> AnEntitySetWithAnExtraordinarilyLongNameThatNobodyShouldEverUseAtAll { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<AnEntityWithAnExtraordinarilyLongNameThatNobodyShouldEverUse>().HasIndex(e => e.TheFirstPropertyWithALongName);
                b.Entity<AnEntityWithAnExtraordinarilyLongNameThatNobodyShouldEverUse>().HasIndex(e => e.TheFirstPropertyWithAnotherLongName).IsUnique();
                b.Entity<AnEntityWithAnExtraordinarilyLongNameThatNobodyShouldEverUse>().HasAlternateKey(e => e.TheFirstPropertyWithAnotherLongName);
            }
        }
        """);
}
