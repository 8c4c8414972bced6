namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Database types, conversions, nullability and value generation.</summary>
public sealed class TypeContractTests
{
    [Fact]
    public void Scalars() => ModelContract.Agrees(
        """
        public enum Small : byte { A } public enum Normal { A, B } public enum Big : long { A }
        public class All
        {
            public int Id { get; set; }
            public bool Bool { get; set; } public byte Byte { get; set; } public sbyte SByte { get; set; } public short Short { get; set; } public ushort UShort { get; set; }
            public uint UInt { get; set; } public long Long { get; set; } public ulong ULong { get; set; } public float Float { get; set; } public double Double { get; set; }
            public decimal Decimal { get; set; } [Precision(18, 2)] public decimal Price { get; set; } [Precision(9)] public decimal Whole { get; set; } public char Char { get; set; }
            public string Text { get; set; } = ""; [MaxLength(10)] public string Ten { get; set; } = ""; public string? Maybe { get; set; }
            public DateTime At { get; set; } [Precision(3)] public DateTime Millis { get; set; } public DateTimeOffset Offset { get; set; } public DateOnly Date { get; set; } public TimeOnly Time { get; set; } public TimeSpan Span { get; set; }
            public Guid Guid { get; set; } public Guid? MaybeGuid { get; set; } public byte[] Bytes { get; set; } = []; public byte[]? MaybeBytes { get; set; }
            public Small Small { get; set; } public Normal Normal { get; set; } public Big? Big { get; set; }
            public Uri? Uri { get; set; } public System.Net.IPAddress? Address { get; set; } public System.Net.NetworkInformation.PhysicalAddress? Mac { get; set; } public System.Collections.BitArray? Bits { get; set; }
            public System.Numerics.BigInteger Huge { get; set; } public System.Text.Json.JsonDocument? Json { get; set; } public System.Text.Json.JsonElement Element { get; set; }
            public Dictionary<string, string> Attributes { get; set; } = []; public NpgsqlTypes.NpgsqlTsVector? Search { get; set; } public NpgsqlTypes.NpgsqlRange<int> Range { get; set; } public NpgsqlTypes.NpgsqlRange<DateTime> Period { get; set; } public NpgsqlTypes.NpgsqlPoint Point { get; set; }
        }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<All> All { get; set; } }
        """);

    [Fact]
    public void Collections() => ModelContract.Agrees(
        """
        public enum Kind { A }
        public class All
        {
            public int Id { get; set; }
            public int[] Ints { get; set; } = []; public List<string> Texts { get; set; } = []; public IList<Guid> Guids { get; set; } = []; public DateTime[]? Times { get; set; } public List<Kind> Kinds { get; set; } = []; public int?[] Maybes { get; set; } = [];
            public string[] Short { get; set; } = []; public ICollection<long> Longs { get; set; } = []; public IReadOnlyList<decimal> Decimals { get; set; } = []; public HashSet<int> Set { get; set; } = [];
        }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<All> All { get; set; }
            protected override void OnModelCreating(ModelBuilder b) => b.Entity<All>().PrimitiveCollection(a => a.Short).ElementType().HasMaxLength(5);
        }
        """);

    [Fact]
    public void Facets() => ModelContract.Agrees(
        """
        public class Item
        {
            public long Id { get; set; }
            [Column("the_name", TypeName = "varchar(30)")] public string Name { get; set; } = "";
            [Column(TypeName = "timestamp without time zone")] public DateTime Local { get; set; }
            [Required] public string? Must { get; set; }
            public string Optional { get; set; } = "";
            public string Fixed { get; set; } = "";
            public decimal Money { get; set; }
            [NotMapped] public string Gone { get; set; } = "";
            public string Ignored { get; set; } = "";
            public string ReadOnly { get; } = "";
            public string Taken { get; } = "";
            public string PrivateSet { get; private set; } = "";
            internal string Internal { get; set; } = "";
            public static int Static { get; set; }
            [ConcurrencyCheck] public int Token { get; set; }
        }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Item> Items { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Item>(e =>
                {
                    e.Property(i => i.Optional).IsRequired(false).HasColumnName("opt").HasMaxLength(99);
                    e.Property(i => i.Fixed).HasMaxLength(8).IsFixedLength();
                    e.Property(i => i.Money).HasPrecision(12, 4).UseCollation("C");
                    e.Property(i => i.Taken);
                    e.Property("Internal").HasColumnType("citext");
                    e.Ignore(i => i.Ignored);
                    e.Property<string>("Shadow").HasMaxLength(7);
                    e.Property<Guid>("ShadowGuid");
                });
            }
        }
        """);

    [Fact]
    public void Conversions() => ModelContract.Agrees(
        """
        public readonly record struct OrderId(long Value);
        public readonly record struct CustomerId(Guid Value);
        public class OrderIdConverter() : ValueConverter<OrderId, long>(v => v.Value, v => new OrderId(v));
        public abstract class IdConverter<TId, TValue>(Expression<Func<TId, TValue>> to, Expression<Func<TValue, TId>> from) : ValueConverter<TId, TValue>(to, from);
        public class CustomerIdConverter() : IdConverter<CustomerId, Guid>(v => v.Value, v => new CustomerId(v));
        public enum Status { Open, Closed }
        public class Email { public string Value { get; set; } = ""; }
        public class Customer { public CustomerId Id { get; set; } public Email Mail { get; set; } = null!; public List<Order> Orders { get; set; } = []; }
        public class Order { public OrderId Id { get; set; } public CustomerId CustomerId { get; set; } public Customer Customer { get; set; } = null!; public OrderId? Parent { get; set; } public Status Status { get; set; } public Status Other { get; set; } public bool Flag { get; set; } public List<string> Tags { get; set; } = []; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Customer> Customers { get; set; }
            public DbSet<Order> Orders { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Customer>().Property(c => c.Id).HasConversion<CustomerIdConverter>();
                b.Entity<Customer>().Property(c => c.Mail).HasConversion(m => m.Value, s => new Email { Value = s }).HasMaxLength(200);
                b.Entity<Order>(e =>
                {
                    e.Property(o => o.Id).HasConversion(new OrderIdConverter());
                    e.Property(o => o.CustomerId).HasConversion(new CustomerIdConverter());
                    e.Property(o => o.Parent).HasConversion(typeof(OrderIdConverter));
                    e.Property(o => o.Status).HasConversion<string>().HasMaxLength(20);
                    e.Property(o => o.Other).HasConversion(new EnumToStringConverter<Status>());
                    e.Property(o => o.Flag).HasConversion<int>();
                    e.Property(o => o.Tags).HasConversion(t => string.Join(",", t), t => t.Split(',', StringSplitOptions.None).ToList());
                });
            }
        }
        """);

    [Fact]
    public void Conventions_for_types() => ModelContract.Agrees(
        """
        public readonly record struct OrderId(long Value);
        public class OrderIdConverter() : ValueConverter<OrderId, long>(v => v.Value, v => new OrderId(v));
        public enum Status { Open }
        public class Order { public OrderId Id { get; set; } public string Name { get; set; } = ""; [MaxLength(20)] public string Short { get; set; } = ""; public decimal Amount { get; set; } public decimal? Maybe { get; set; } public DateTime At { get; set; } public Status Status { get; set; } public List<Line> Lines { get; set; } = []; }
        public class Line { public int Id { get; set; } public OrderId OrderId { get; set; } public OrderId? Other { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            protected override void ConfigureConventions(ModelConfigurationBuilder c)
            {
                c.Properties<OrderId>().HaveConversion<OrderIdConverter>();
                c.Properties<string>().HaveMaxLength(256);
                c.Properties<decimal>().HavePrecision(18, 6);
                c.Properties<DateTime>().HaveColumnType("timestamp");
                c.Properties<Enum>().HaveConversion<string>();
            }
            protected override void OnModelCreating(ModelBuilder b) => b.Entity<Order>().Property(o => o.Name).HasMaxLength(5);
        }
        """);

    [Fact]
    public void Value_generation() => ModelContract.Agrees(
        """
        public class A { public int Id { get; set; } public DateTime Created { get; set; } public int Number { get; set; } public string Full { get; set; } = ""; public uint Version { get; set; } }
        public class B { [DatabaseGenerated(DatabaseGeneratedOption.None)] public int Id { get; set; } [DatabaseGenerated(DatabaseGeneratedOption.Identity)] public int Seq { get; set; } [Timestamp] public uint Xmin { get; set; } }
        public class C { public short Id { get; set; } public long X { get; set; } }
        public class D { public long TenantId { get; set; } public long Id { get; set; } }
        public class E { public byte Id { get; set; } }
        public class F { public int Id { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<B> Bs { get; set; } public DbSet<C> Cs { get; set; } public DbSet<E> Es { get; set; } public DbSet<F> Fs { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<A>(e =>
                {
                    e.Property(x => x.Created).HasDefaultValueSql("now()");
                    e.Property(x => x.Number).HasDefaultValue(7);
                    e.Property(x => x.Full).HasComputedColumnSql("upper('x')", stored: true);
                    e.Property(x => x.Version).IsRowVersion();
                });
                b.Entity<C>().Property(x => x.Id).ValueGeneratedNever();
                b.Entity<C>().Property(x => x.X).UseIdentityAlwaysColumn();
                b.Entity<D>().HasKey(x => new { x.TenantId, x.Id });
                b.Entity<D>().Property(x => x.Id).ValueGeneratedOnAdd();
                b.Entity<F>().Property(x => x.Id).UseSerialColumn();
            }
        }
        """);

    [Fact]
    public void Foreign_keys_take_the_type_of_what_they_refer_to() => ModelContract.Agrees(
        """
        public class Country { [MaxLength(2)] public string Id { get; set; } = ""; }
        public class City { public int Id { get; set; } public string CountryId { get; set; } = ""; public Country Country { get; set; } = null!; }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<City> Cities { get; set; } }
        """);
}
