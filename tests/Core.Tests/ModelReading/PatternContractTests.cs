namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Ways of configuring models that many projects share.</summary>
public sealed class PatternContractTests
{
    private const string Context = "public class Db(DbContextOptions options) : DbContext(options)";

    [Theory]
    [InlineData(
        """
        public class Order { public long TenantId { get; set; } public long Id { get; set; } public string Code { get; set; } = ""; }
        public class Item { public long TenantId { get; set; } public long Id { get; set; } public int Count { get; set; } }
        public static class Setup
        {
            extension(ModelBuilder model)
            {
                public void AddOrders(string prefix) { model.Orders.KeyedBy(o => new { o.TenantId, o.Id }).ToTable(prefix + "orders"); }
                public EntityTypeBuilder<Order> Orders => model.Entity<Order>();
                public void Each(Action<string> act) { act("Code"); }
                public static int Longest(int times) => times;
            }
            extension<T>(EntityTypeBuilder<T> entity) where T : class
            {
                public EntityTypeBuilder<T> KeyedBy(System.Linq.Expressions.Expression<Func<T, object?>> key) { entity.HasKey(key); return entity; }
                public EntityTypeBuilder<T> Named<TOther>() where TOther : class { entity.ToTable(typeof(T).Name + "_" + typeof(TOther).Name); return entity; }
            }
        }
        """,
        """
        protected override void OnModelCreating(ModelBuilder b)
        {
            b.AddOrders("x_");
            Setup.KeyedBy(b.Entity<Item>(), i => new { i.TenantId, i.Id });
            b.Entity<Item>().Named<Item, Order>();
            b.Each(p => b.Orders.Property(p).HasMaxLength(ModelBuilder.Longest(20)));
        }
        """)]
    [InlineData(
        """
        public abstract class Entity { public long Id { get; set; } public long TenantId { get; set; } public DateTime Created { get; set; } }
        public class Order : Entity { public string Code { get; set; } = ""; }
        public class Item : Entity { public int Count { get; set; } }
        public abstract class BaseConfiguration<T> : IEntityTypeConfiguration<T> where T : Entity
        {
            protected virtual string Table => typeof(T).Name.ToLowerInvariant();
            public void Configure(EntityTypeBuilder<T> b) { b.ToTable(Table); b.HasKey(e => new { e.TenantId, e.Id }); b.Property(e => e.Created).HasColumnName("created_at"); More(b); }
            protected virtual void More(EntityTypeBuilder<T> b) { }
        }
        public class OrderConfiguration : BaseConfiguration<Order> { protected override void More(EntityTypeBuilder<Order> b) => b.Property(o => o.Code).HasMaxLength(12); }
        public class ItemConfiguration : BaseConfiguration<Item> { protected override string Table => "things"; }
        """,
        "protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfigurationsFromAssembly(typeof(Db).Assembly);")]
    [InlineData(
        "public class Animal { public int Id { get; set; } } public class Dog : Animal { public string? Name { get; set; } } public class Cat : Animal { public int Lives { get; set; } }",
        "protected override void OnModelCreating(ModelBuilder b) { b.Entity<Animal>(); b.Entity<Dog>().HasBaseType<Animal>(); b.Entity<Cat>().HasBaseType((Type?)null).ToTable(\"cats\"); }")]
    [InlineData(
        "public enum Kind { A, B } public class Thing { public int Id { get; set; } public Kind Kind { get; set; } public Kind? Other { get; set; } }",
        """
        public DbSet<Thing> Things { get; set; }
        protected override void OnModelCreating(ModelBuilder b)
        {
            foreach (var entity in b.Model.GetEntityTypes())
                foreach (var property in entity.GetProperties().Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).IsEnum))
                    property.SetProviderClrType(typeof(string));
        }
        """)]
    [InlineData(
        "public class Account { public int Id { get; set; } public decimal Balance { get; set; } }",
        "public DbSet<Account> Accounts { get; set; } protected override void OnModelCreating(ModelBuilder b) => b.Entity<Account>().ToTable(t => { t.HasCheckConstraint(\"positive\", \"\\\"Balance\\\" > 0\"); t.HasComment(\"money\"); }).ToTable(\"accounts\", t => t.HasTrigger(\"audit\"));")]
    [InlineData(
        """
        public interface ITenant { long TenantId { get; } } public interface ISoftDelete { bool Deleted { get; } }
        public class Order : ITenant, ISoftDelete { public long TenantId { get; set; } public long Id { get; set; } public bool Deleted { get; set; } }
        public class Note : ITenant { public long TenantId { get; set; } public long Id { get; set; } }
        """,
        """
        public long Tenant { get; set; }
        public DbSet<Order> Orders { get; set; } public DbSet<Note> Notes { get; set; }
        protected override void OnModelCreating(ModelBuilder b)
        {
            foreach (var type in b.Model.GetEntityTypes().Where(t => typeof(ITenant).IsAssignableFrom(t.ClrType)).Select(t => t.ClrType).ToList())
                typeof(Db).GetMethod(nameof(Filter), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(type).Invoke(this, new object[] { b });
            b.Entity<Order>().HasQueryFilter(o => !o.Deleted && o.TenantId == Tenant);
        }
        private void Filter<T>(ModelBuilder b) where T : class, ITenant => b.Entity<T>().HasQueryFilter(e => e.TenantId == Tenant);
        """)]
    [InlineData(
        "public class Order { public int Id { get; set; } public List<Line> Lines { get; set; } = []; } public class Line { public int Number { get; set; } public string Text { get; set; } = \"\"; } public class Sum { public int OrderId { get; set; } public long Lines { get; set; } }",
        "public DbSet<Order> Orders { get; set; } public DbSet<Sum> Sums { get; set; } protected override void OnModelCreating(ModelBuilder b) { b.Entity<Order>().OwnsMany(o => o.Lines, l => { l.ToTable(\"lines\"); l.WithOwner().HasForeignKey(\"order\"); l.HasKey(\"order\", nameof(Line.Number)); }); b.Entity<Sum>().HasNoKey().ToView(\"sums\"); }")]
    [InlineData(
        "public readonly record struct OrderId(Guid Value); public class OrderIdConverter() : ValueConverter<OrderId, Guid>(i => i.Value, v => new OrderId(v)); public class Order { public OrderId Id { get; set; } public OrderId? Parent { get; set; } }",
        "public DbSet<Order> Orders { get; set; } protected override void ConfigureConventions(ModelConfigurationBuilder b) => b.Properties<OrderId>().HaveConversion<OrderIdConverter>();")]
    [InlineData(
        "public class Order { public int Id { get; set; } public DateTime At { get; set; } public decimal Sum { get; set; } public string Name { get; set; } = \"\"; }",
        """
        public DbSet<Order> Orders { get; set; }
        protected override void OnModelCreating(ModelBuilder b)
        {
            foreach (var property in b.Model.GetEntityTypes().SelectMany(t => t.GetProperties()))
            {
                if (property.ClrType == typeof(decimal)) { property.SetPrecision(18); property.SetScale(4); }
                else if (property.ClrType == typeof(DateTime)) property.SetColumnType("timestamp without time zone");
                else if (property.ClrType == typeof(string) && property.GetMaxLength() == null) property.SetMaxLength(200);
            }
        }
        """)]
    [InlineData(
        "public class Blog { public int Id { get; set; } public List<Post> Posts { get; set; } = []; } public class Post { public int Id { get; set; } public Blog Blog { get; set; } = null!; }",
        "public DbSet<Blog> Blogs { get; set; } protected override void OnModelCreating(ModelBuilder b) { foreach (var key in b.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys())) key.DeleteBehavior = DeleteBehavior.Restrict; }")]
    [InlineData(
        "public class User { public int Id { get; set; } public string? Mail { get; set; } }",
        "public DbSet<User> Users { get; set; } protected override void OnModelCreating(ModelBuilder b) { b.Entity<User>(Configure); } private static void Configure(EntityTypeBuilder<User> b) { b.Property<DateTime>(\"ChangedAt\"); b.Property<string>(\"By\").IsRequired(); b.HasIndex(u => u.Mail).IsUnique().HasFilter(\"\\\"Mail\\\" is not null\"); }")]
    public void Patterns_agree(string types, string members) => ModelContract.Agrees(types + "\n" + Context + "\n{\n" + members + "\n}");

    [Fact]
    public void A_table_name_that_cannot_be_computed_is_unread_and_does_not_take_the_table_away()
    {
        var model = ModelContract.Read(
            "public class Line { public int Id { get; set; } } " + Context + " { public DbSet<Line> Lines { get; set; } protected override void OnModelCreating(ModelBuilder b) { foreach (var entity in b.Model.GetEntityTypes()) entity.SetTableName(Environment.GetEnvironmentVariable(\"TABLE\")); } }");
        model.Tables.Single().Name.Name.ShouldBe("Lines");
        model.Unread.ShouldNotBeEmpty();
    }
}
