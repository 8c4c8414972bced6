namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Models as teams write them, where features meet.</summary>
public sealed class WholeModelContractTests
{
    [Fact]
    public void Multi_tenant_shop_with_typed_ids() => ModelContract.Agrees(
        """
        public readonly record struct TenantId(Guid Value);
        public readonly record struct OrderId(Guid Value);
        public abstract class TenantEntity { public TenantId TenantId { get; private set; } }
        public class Tenant { public TenantId Id { get; set; } public string Name { get; set; } = ""; public ICollection<Order> Orders { get; set; } = []; }
        public class Order : TenantEntity { public OrderId Id { get; set; } public Tenant Tenant { get; set; } = null!; public Money Total { get; set; } = null!; public IReadOnlyCollection<OrderLine> Lines => _lines; private readonly List<OrderLine> _lines = []; public OrderState State { get; set; } }
        public class OrderLine : TenantEntity { public OrderId OrderId { get; set; } public int No { get; set; } public string Sku { get; set; } = ""; public Order Order { get; set; } = null!; }
        public enum OrderState { New, Done }
        public record Money(decimal Amount, string Currency);
        public class Db(DbContextOptions<Db> options) : DbContext(options)
        {
            public DbSet<Tenant> Tenants => Set<Tenant>();
            public DbSet<Order> Orders => Set<Order>();
            protected override void ConfigureConventions(ModelConfigurationBuilder c)
            {
                c.Properties<TenantId>().HaveConversion<TenantIdConverter>();
                c.Properties<OrderId>().HaveConversion<OrderIdConverter>();
                c.Properties<OrderState>().HaveConversion<string>().HaveMaxLength(30);
            }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.HasDefaultSchema("shop");
                b.Entity<Order>(e =>
                {
                    e.HasKey(o => new { o.TenantId, o.Id });
                    e.HasOne(o => o.Tenant).WithMany(t => t.Orders).HasForeignKey(o => o.TenantId).OnDelete(DeleteBehavior.Cascade);
                    e.OwnsOne(o => o.Total, m => { m.Property(x => x.Amount).HasPrecision(18, 2); m.Property(x => x.Currency).HasMaxLength(3).IsFixedLength(); });
                    e.HasMany(o => o.Lines).WithOne(l => l.Order).HasForeignKey(l => new { l.TenantId, l.OrderId });
                    e.Navigation(o => o.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
                });
                b.Entity<OrderLine>().HasKey(l => new { l.TenantId, l.OrderId, l.No });
            }
        }
        public class TenantIdConverter() : ValueConverter<TenantId, Guid>(v => v.Value, v => new(v));
        public class OrderIdConverter() : ValueConverter<OrderId, Guid>(v => v.Value, v => new(v));
        """);

    [Fact]
    public void Table_splitting_and_shared_keys() => ModelContract.Agrees(
        """
        public class Order { public int Id { get; set; } public string Number { get; set; } = ""; public OrderDetails Details { get; set; } = null!; public OrderAudit? Audit { get; set; } }
        public class OrderDetails { public int Id { get; set; } public string? Note { get; set; } public Order Order { get; set; } = null!; }
        public class OrderAudit { public int OrderId { get; set; } public DateTime At { get; set; } public Order Order { get; set; } = null!; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().ToTable("orders");
                b.Entity<OrderDetails>().ToTable("orders");
                b.Entity<Order>().HasOne(o => o.Details).WithOne(d => d.Order).HasForeignKey<OrderDetails>(d => d.Id);
                b.Entity<Order>().Navigation(o => o.Details).IsRequired();
                b.Entity<OrderAudit>().HasKey(a => a.OrderId);
                b.Entity<OrderAudit>().HasOne(a => a.Order).WithOne(o => o.Audit).HasForeignKey<OrderAudit>(a => a.OrderId);
            }
        }
        """);

    [Fact]
    public void Hierarchies_with_owned_types_and_relationships_of_derived_types() => ModelContract.Agrees(
        """
        public abstract class Document { public Guid Id { get; set; } public string Title { get; set; } = ""; public Author Author { get; set; } = null!; public Guid AuthorId { get; set; } public Stamp Created { get; set; } = null!; }
        public class Contract : Document { public Party First { get; set; } = null!; public Party? Second { get; set; } public Stamp? Signed { get; set; } public List<Clause> Clauses { get; set; } = []; }
        public class Memo : Document { public string? Text { get; set; } public Memo? AnswerTo { get; set; } public List<Author> Readers { get; set; } = []; }
        public class Author { public Guid Id { get; set; } public List<Memo> Reads { get; set; } = []; }
        public class Party { public int Id { get; set; } }
        public class Clause { public int Id { get; set; } public Guid ContractId { get; set; } public Contract Contract { get; set; } = null!; }
        [Owned] public class Stamp { public DateTime At { get; set; } public string? By { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Document> Documents { get; set; } public DbSet<Contract> Contracts { get; set; } public DbSet<Memo> Memos { get; set; }
            protected override void OnModelCreating(ModelBuilder b) => b.Entity<Memo>().HasMany(m => m.Readers).WithMany(a => a.Reads);
        }
        """);

    [Fact]
    public void Alternate_keys_and_principal_keys_by_convention() => ModelContract.Agrees(
        """
        public class Currency { public int Id { get; set; } public string Code { get; set; } = ""; }
        public class Price { public int Id { get; set; } public string CurrencyCode { get; set; } = ""; public Currency Currency { get; set; } = null!; public string? OtherCode { get; set; } public Currency? Other { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Price> Prices { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Price>().HasOne(p => p.Currency).WithMany().HasPrincipalKey(c => c.Code);
                b.Entity<Price>().HasOne(p => p.Other).WithMany().HasForeignKey(p => p.OtherCode).HasPrincipalKey(c => c.Code);
            }
        }
        """);

    [Fact]
    public void Nested_owned_collections() => ModelContract.Agrees(
        """
        public class Cart { public long TenantId { get; set; } public long Id { get; set; } public List<Position> Positions { get; set; } = []; public Buyer Buyer { get; set; } = null!; }
        public class Position { public string Sku { get; set; } = ""; public List<Discount> Discounts { get; set; } = []; public Price Price { get; set; } = null!; }
        public class Discount { public Guid Id { get; set; } public decimal Percent { get; set; } }
        public class Price { public decimal Net { get; set; } }
        public class Buyer { public string Name { get; set; } = ""; public Country? Country { get; set; } public string? CountryId { get; set; } }
        public class Country { public string Id { get; set; } = ""; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Cart> Carts { get; set; }
            protected override void OnModelCreating(ModelBuilder b) => b.Entity<Cart>(e =>
            {
                e.HasKey(c => new { c.TenantId, c.Id });
                e.OwnsMany(c => c.Positions, p => { p.OwnsMany(x => x.Discounts); p.OwnsOne(x => x.Price); });
                e.OwnsOne(c => c.Buyer, y => y.HasOne(x => x.Country).WithMany().HasForeignKey(x => x.CountryId));
            });
        }
        """);

    [Fact]
    public void Audit_fields_soft_delete_and_filters() => ModelContract.Agrees(
        """
        public interface IAuditable { DateTimeOffset CreatedAt { get; set; } string? CreatedBy { get; set; } }
        public interface ISoftDelete { bool IsDeleted { get; set; } }
        public interface ITenant { int TenantId { get; set; } }
        public abstract class BaseEntity : IAuditable, ISoftDelete, ITenant { public int Id { get; set; } public DateTimeOffset CreatedAt { get; set; } public string? CreatedBy { get; set; } public bool IsDeleted { get; set; } public int TenantId { get; set; } public byte[] Version { get; set; } = []; }
        public class Project : BaseEntity { public string Name { get; set; } = ""; public ICollection<Ticket> Tickets { get; } = new HashSet<Ticket>(); public int? LeadId { get; set; } public Member? Lead { get; set; } }
        public class Member : BaseEntity { public string Email { get; set; } = ""; public ICollection<Project> Leads { get; set; } = []; public ICollection<Ticket> Assigned { get; set; } = []; public ICollection<Ticket> Reported { get; set; } = []; }
        public class Ticket : BaseEntity { public int ProjectId { get; set; } public virtual Project Project { get; set; } = null!; public int? AssigneeId { get; set; } public Member? Assignee { get; set; } public int ReporterId { get; set; } public Member Reporter { get; set; } = null!; public List<Label> Labels { get; set; } = []; }
        public class Label { public int Id { get; set; } public int TenantId { get; set; } public string Text { get; set; } = ""; public List<Ticket> Tickets { get; set; } = []; }
        public class Db : DbContext
        {
            private readonly int _tenant;
            public Db(DbContextOptions<Db> options, int tenant = 1) : base(options) { _tenant = tenant; }
            public DbSet<Project> Projects => Set<Project>(); public DbSet<Member> Members => Set<Member>(); public DbSet<Ticket> Tickets => Set<Ticket>();
            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                base.OnModelCreating(modelBuilder);
                modelBuilder.Entity<Ticket>(e =>
                {
                    e.HasOne(t => t.Assignee).WithMany(m => m.Assigned).HasForeignKey(t => t.AssigneeId).OnDelete(DeleteBehavior.SetNull);
                    e.HasOne(t => t.Reporter).WithMany(m => m.Reported).HasForeignKey(t => t.ReporterId).OnDelete(DeleteBehavior.Restrict);
                });
                foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => typeof(BaseEntity).IsAssignableFrom(t.ClrType)).ToList())
                {
                    modelBuilder.Entity(type.ClrType).HasIndex(nameof(BaseEntity.TenantId), nameof(BaseEntity.Id));
                    modelBuilder.Entity(type.ClrType).Property(nameof(BaseEntity.CreatedBy)).HasMaxLength(64);
                    modelBuilder.Entity(type.ClrType).Property<byte[]>("Version").IsConcurrencyToken();
                    typeof(Db).GetMethod(nameof(Filter), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(type.ClrType).Invoke(this, [modelBuilder]);
                }
            }
            private void Filter<T>(ModelBuilder b) where T : BaseEntity => b.Entity<T>().HasQueryFilter(e => e.TenantId == _tenant && !e.IsDeleted);
        }
        """);

    [Fact]
    public void Records_init_properties_and_constructors() => ModelContract.Agrees(
        """
        public record Sensor(Guid Id, string Name, DateTimeOffset InstalledAt) { public List<Sample> Samples { get; init; } = []; public int? Floor { get; init; } }
        public class Sample { private Sample() { } public Sample(Guid sensorId, DateTimeOffset at) { SensorId = sensorId; At = at; } public long Id { get; private set; } public Guid SensorId { get; private set; } public DateTimeOffset At { get; private set; } public Dictionary<string, string>? Labels { get; set; } public float[] Values { get; set; } = []; public required string Unit { get; init; } }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Sensor> Sensors { get; set; } public DbSet<Sample> Samples { get; set; } }
        """);

    [Fact]
    public void Keyless_types_with_navigations_and_views() => ModelContract.Agrees(
        """
        public class Customer { public long Id { get; set; } public string Name { get; set; } = ""; }
        public class CustomerTotal { public long CustomerId { get; set; } public Customer Customer { get; set; } = null!; public decimal Total { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Customer> Customers { get; set; } public DbSet<CustomerTotal> Totals { get; set; }
            protected override void OnModelCreating(ModelBuilder b) => b.Entity<CustomerTotal>().HasNoKey().ToView("customer_totals", "reporting");
        }
        """);

    [Fact]
    public void Fields_properties_by_name_and_several_contexts() => ModelContract.Agrees(
        """
        public class Wallet { private decimal _balance; public int Id { get; set; } public decimal Balance => _balance; public string Currency { get; } = "EUR"; private string? secret; public string? Reveal() => secret; }
        public class Other(DbContextOptions options) : DbContext(options) { public DbSet<Wallet> Elsewhere { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Wallet> Wallets { get; set; }
            protected override void OnModelCreating(ModelBuilder b) => b.Entity<Wallet>(e => { e.Property(w => w.Balance).HasField("_balance"); e.Property(w => w.Currency); e.Property<string>("secret"); });
        }
        """);

    [Fact]
    public void Configuration_classes_with_base_constructors() => ModelContract.Agrees(
        """
        public class A { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class B { public int Id { get; set; } public string Name { get; set; } = ""; }
        public abstract class Named<T>(string table, int length = 9) : IEntityTypeConfiguration<T> where T : class
        {
            private readonly string _schema = "s_" + table;
            public virtual void Configure(EntityTypeBuilder<T> b) { b.ToTable(table, _schema); b.Property<string>("Name").HasMaxLength(length); }
        }
        public class AConfiguration() : Named<A>("the_as");
        public class BConfiguration : Named<B>
        {
            private readonly string _column;
            public BConfiguration() : this("the_name") { }
            public BConfiguration(string column) : base("the_bs", 5) { _column = column; }
            public override void Configure(EntityTypeBuilder<B> b) { base.Configure(b); b.Property(x => x.Name).HasColumnName(_column); }
        }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfigurationsFromAssembly(Assembly.GetExecutingAssembly());
        }
        """);
}
