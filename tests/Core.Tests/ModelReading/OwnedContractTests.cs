namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Owned types and complex properties: in the owner's table, in their own, as JSON.</summary>
public sealed class OwnedContractTests
{
    [Fact]
    public void References_in_the_owners_table() => ModelContract.Agrees(
        """
        public class Address { public string Street { get; set; } = ""; public string? City { get; set; } public int Zip { get; set; } public Geo? Geo { get; set; } }
        public class Geo { public double Lat { get; set; } public double Lon { get; set; } }
        public class Order { public long Id { get; set; } public Address Billing { get; set; } = null!; public Address? Shipping { get; set; } }
        [Owned] public class Money { public decimal Amount { get; set; } public string Currency { get; set; } = ""; }
        public class Item { public int Id { get; set; } public Money Price { get; set; } = null!; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            public DbSet<Item> Items { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>(e =>
                {
                    e.OwnsOne(o => o.Billing, a => { a.OwnsOne(x => x.Geo); a.Property(x => x.Street).HasColumnName("street"); });
                    e.OwnsOne(o => o.Shipping).OwnsOne(x => x.Geo);
                });
            }
        }
        """);

    [Fact]
    public void References_in_a_table_of_their_own() => ModelContract.Agrees(
        """
        public class Address { public string Street { get; set; } = ""; }
        public class Order { public long TenantId { get; set; } public long Id { get; set; } public Address Billing { get; set; } = null!; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.TenantId, o.Id });
                b.Entity<Order>().OwnsOne(o => o.Billing, a => a.ToTable("Addresses", "geo"));
            }
        }
        """);

    [Fact]
    public void Collections() => ModelContract.Agrees(
        """
        public class Line { public string Sku { get; set; } = ""; public int Quantity { get; set; } }
        public class Note { public int Id { get; set; } public string Text { get; set; } = ""; }
        public class Order { public long Id { get; set; } public List<Line> Lines { get; set; } = []; public List<Note> Notes { get; set; } = []; public List<Line> Cancelled { get; set; } = []; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().OwnsMany(o => o.Lines);
                b.Entity<Order>().OwnsMany(o => o.Cancelled, l => { l.WithOwner().HasForeignKey("OrderKey"); l.HasKey("OrderKey", "Sku"); l.ToTable("cancelled"); });
                b.Entity<Order>().OwnsMany(o => o.Notes);
            }
        }
        """);

    [Fact]
    public void Json() => ModelContract.Agrees(
        """
        public class Meta { public string? Source { get; set; } public List<Label> Labels { get; set; } = []; public Inner Inner { get; set; } = null!; }
        public class Label { public string Text { get; set; } = ""; }
        public class Inner { public int Depth { get; set; } }
        public class Order { public long Id { get; set; } public Meta Meta { get; set; } = null!; public Meta? Extra { get; set; } public List<Label> Labels { get; set; } = []; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().OwnsOne(o => o.Meta, m => { m.ToJson(); m.OwnsMany(x => x.Labels); m.OwnsOne(x => x.Inner); });
                b.Entity<Order>().OwnsOne(o => o.Extra, m => { m.ToJson("extra_json"); m.OwnsMany(x => x.Labels); m.OwnsOne(x => x.Inner); });
                b.Entity<Order>().OwnsMany(o => o.Labels, l => l.ToJson());
            }
        }
        """);

    [Fact]
    public void Complex_properties() => ModelContract.Agrees(
        """
        [ComplexType] public class Money { public decimal Amount { get; set; } public string Currency { get; set; } = ""; }
        public record struct Point(double X, double Y);
        public class Address { public string Street { get; set; } = ""; public string? City { get; set; } public Money Rent { get; set; } = null!; }
        public class Order { public long Id { get; set; } public Money Price { get; set; } = null!; public Address Billing { get; set; } = null!; public Point Place { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().ComplexProperty(o => o.Billing, a => a.Property(x => x.City).HasMaxLength(40).HasColumnName("billing_city"));
                b.Entity<Order>().ComplexProperty(o => o.Place);
            }
        }
        """);

    [Fact]
    public void Optional_and_json_complex_properties() => ModelContract.Agrees(
        """
        public class Address { public string Street { get; set; } = ""; public string? City { get; set; } }
        public class Order { public long Id { get; set; } public Address? Billing { get; set; } public Address Shipping { get; set; } = null!; public List<Address> Old { get; set; } = []; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().ComplexProperty(o => o.Billing);
                b.Entity<Order>().ComplexProperty(o => o.Shipping, s => s.ToJson());
                b.Entity<Order>().ComplexCollection(o => o.Old, s => s.ToJson("old_ones"));
            }
        }
        """);
}
