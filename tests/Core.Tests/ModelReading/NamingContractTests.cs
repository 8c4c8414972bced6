namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Tables, schemas, views and where entities come from.</summary>
public sealed class NamingContractTests
{
    [Fact]
    public void Tables_and_schemas() => ModelContract.Agrees(
        """
        [Table("people", Schema = "hr")] public class Person { public int Id { get; set; } public List<Job> Jobs { get; set; } = []; }
        public class Job { public int Id { get; set; } }
        public class Item { public int Id { get; set; } }
        public class Other { public int Id { get; set; } }
        public class Generic<T> { public int Id { get; set; } public T? Value { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Person> Persons { get; set; } public DbSet<Item> First { get; set; } public DbSet<Item> Second { get; set; } public DbSet<Generic<string>> Strings { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.HasDefaultSchema("main");
                b.Entity<Job>().ToTable("jobs", "work", t => t.HasTrigger("jobs_audit"));
                b.Entity<Other>().ToTable("others");
                b.Entity<Generic<int>>();
            }
        }
        """);

    [Fact]
    public void Views_queries_and_ignored_types() => ModelContract.Agrees(
        """
        public class Sale { public int Id { get; set; } public Secret? Secret { get; set; } public Hidden? Hidden { get; set; } }
        public class Secret { public int Id { get; set; } }
        [NotMapped] public class Hidden { public int Id { get; set; } }
        public class Summary { public int Year { get; set; } public decimal Total { get; set; } }
        public class Raw { public int X { get; set; } }
        public class Both { public int Id { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Sale> Sales { get; set; } public DbSet<Summary> Summaries { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Ignore<Secret>();
                b.Entity<Summary>().HasNoKey().ToView("v_summary");
                b.Entity<Raw>().HasNoKey().ToSqlQuery("SELECT 1 AS \"X\"");
                b.Entity<Both>().ToTable("both_t").ToView("both_v");
                b.Entity<Sale>().ToTable(t => t.ExcludeFromMigrations());
            }
        }
        """);

    [Fact]
    public void Configuration_classes_from_the_assembly() => ModelContract.Agrees(
        """
        public interface IHasTenant { long TenantId { get; set; } }
        public abstract class BaseEntity : IHasTenant { public long Id { get; set; } public long TenantId { get; set; } public bool IsDeleted { get; set; } }
        public class Order : BaseEntity { public string Number { get; set; } = ""; public List<Line> Lines { get; set; } = []; }
        public class Line : BaseEntity { public long OrderId { get; set; } public Order Order { get; set; } = null!; }
        public abstract class BaseConfiguration<T> : IEntityTypeConfiguration<T> where T : BaseEntity
        {
            protected virtual string Table => typeof(T).Name.ToLower() + "_table";
            public virtual void Configure(EntityTypeBuilder<T> builder)
            {
                builder.ToTable(Table);
                builder.HasKey(e => new { e.TenantId, e.Id });
                builder.Property(e => e.Id).ValueGeneratedOnAdd();
                ConfigureMore(builder);
            }
            protected abstract void ConfigureMore(EntityTypeBuilder<T> builder);
        }
        public class OrderConfiguration : BaseConfiguration<Order>
        {
            protected override void ConfigureMore(EntityTypeBuilder<Order> builder) => builder.HasIndex(o => new { o.TenantId, o.Number }).IsUnique();
        }
        public class LineConfiguration : BaseConfiguration<Line>
        {
            protected override string Table => "lines";
            protected override void ConfigureMore(EntityTypeBuilder<Line> builder) =>
                builder.HasOne(l => l.Order).WithMany(o => o.Lines).HasForeignKey(l => new { l.TenantId, l.OrderId });
        }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfigurationsFromAssembly(typeof(Db).Assembly);
        }
        """);

    [Fact]
    public void Configuration_objects_with_arguments_and_helpers() => ModelContract.Agrees(
        """
        public class Order { public long Id { get; set; } public string Number { get; set; } = ""; public long Rank { get; set; } }
        public class Item { public long Id { get; set; } public string Name { get; set; } = ""; }
        public class OrderConfiguration(string schema) : IEntityTypeConfiguration<Order>
        {
            private const string Prefix = "t_";
            private readonly int _length = 12;
            public void Configure(EntityTypeBuilder<Order> b)
            {
                b.ToTable($"{Prefix}orders", schema);
                b.Property(o => o.Number).HasMaxLength(_length);
            }
        }
        public static class BuilderExtensions
        {
            public static EntityTypeBuilder<T> Named<T>(this EntityTypeBuilder<T> builder, string name) where T : class { builder.ToTable(name); return builder; }
            public static PropertyBuilder<string> Short(this PropertyBuilder<string> builder, int length = 16) => builder.HasMaxLength(length);
            public static void AddShop(this ModelBuilder b) { b.Entity<Item>(ConfigureItem); }
            private static void ConfigureItem(EntityTypeBuilder<Item> b) => b.Named("things").Property(i => i.Name).Short().IsRequired(false);
        }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            protected override void OnModelCreating(ModelBuilder b)
            {
                var schema = "sales";
                b.ApplyConfiguration(new OrderConfiguration(schema));
                b.AddShop();
                Rank(b);
                void Local(EntityTypeBuilder<Order> e) => e.HasIndex(o => o.Rank);
                Local(b.Entity<Order>());
            }
            private static void Rank(ModelBuilder b) => b.Entity<Order>().Property(o => o.Rank).HasColumnName("rank");
        }
        """);

    [Fact]
    public void Inherited_contexts() => ModelContract.Agrees(
        """
        public class A { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class B { public int Id { get; set; } }
        public abstract class BaseDb<T>(DbContextOptions options) : DbContext(options) where T : class
        {
            public DbSet<T> Items { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                base.OnModelCreating(b);
                b.Entity<T>().ToTable("items_" + typeof(T).Name);
                Extra(b);
            }
            protected virtual void Extra(ModelBuilder b) { }
        }
        public class Db(DbContextOptions<Db> options) : BaseDb<A>(options)
        {
            public DbSet<B> Bs { get; set; }
            protected override void OnModelCreating(ModelBuilder b) { base.OnModelCreating(b); b.Entity<A>().HasIndex(a => a.Name); }
            protected override void Extra(ModelBuilder b) => b.Entity<B>().ToTable("bs");
        }
        """);

    [Fact]
    public void Entity_type_configuration_attribute() => ModelContract.Agrees(
        """
        [EntityTypeConfiguration(typeof(ItemConfiguration))]
        public class Item { public int Key { get; set; } public string Name { get; set; } = ""; }
        public class ItemConfiguration : IEntityTypeConfiguration<Item> { public void Configure(EntityTypeBuilder<Item> b) { b.HasKey(i => i.Key); b.ToTable("the_items"); } }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Item> Items { get; set; } }
        """);
}
