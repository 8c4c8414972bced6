namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Foreign keys and navigations, as EF Core's own model has them.</summary>
public sealed class RelationshipContractTests
{
    [Fact]
    public void By_convention() => ModelContract.Agrees(
        """
        public class Customer { public long Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; set; } = []; }
        public class Order { public long Id { get; set; } public long CustomerId { get; set; } public Customer Customer { get; set; } = null!; public int? CouponId { get; set; } public Coupon? Coupon { get; set; } public ICollection<Line> Lines { get; } = new List<Line>(); }
        public class Line { public int LineId { get; set; } public Order Order { get; set; } = null!; public Product? Product { get; set; } }
        public class Coupon { public int Id { get; set; } public string? Code { get; set; } }
        public class Product { public Guid Id { get; set; } public List<Line> Lines { get; set; } = []; }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Customer> Customers { get; set; } }
        """);

    [Fact]
    public void Shadow_foreign_keys_and_unidirectional_collections() => ModelContract.Agrees(
        """
        public class Blog { public int Id { get; set; } public List<Post> Posts { get; set; } = []; }
        public class Post { public int PostId { get; set; } public List<Comment> Comments { get; set; } = []; public Author Writer { get; set; } = null!; public Author? Editor { get; set; } }
        public class Comment { public int Id { get; set; } public string BlogId { get; set; } = ""; }
        public class Author { public string AuthorId { get; set; } = ""; }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Blog> Blogs { get; set; } public DbSet<Author> Authors { get; set; } }
        """);

    [Fact]
    public void Annotations() => ModelContract.Agrees(
        """
        public class Person
        {
            public int Id { get; set; }
            [InverseProperty("Author")] public List<Article> Written { get; set; } = [];
            [InverseProperty(nameof(Article.Reviewer))] public List<Article> Reviewed { get; set; } = [];
        }
        public class Article
        {
            public int Id { get; set; }
            public int By { get; set; }
            [ForeignKey(nameof(By))] public Person Author { get; set; } = null!;
            public Person? Reviewer { get; set; }
            [ForeignKey("Magazine")] public string MagKey { get; set; } = "";
            public Magazine Magazine { get; set; } = null!;
        }
        public class Magazine { public string Id { get; set; } = ""; [ForeignKey("Owner")] public int OwnedBy { get; set; } [Required] public Person? Owner { get; set; } [DeleteBehavior(DeleteBehavior.Restrict)] public Person? Patron { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Article> Articles { get; set; } }
        """);

    [Fact]
    public void Fluent_relationships() => ModelContract.Agrees(
        """
        public class Tenant { public long Id { get; set; } }
        public class User { public long TenantId { get; set; } public long Id { get; set; } public long? BossId { get; set; } public User? Boss { get; set; } public List<User> Reports { get; set; } = []; public string Login { get; set; } = ""; }
        public class Task { public long TenantId { get; set; } public long Id { get; set; } public long? AssigneeId { get; set; } public User? Assignee { get; set; } public string OwnerLogin { get; set; } = ""; public User Owner { get; set; } = null!; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Tenant>();
                b.Entity<User>(e =>
                {
                    e.HasKey(u => new { u.TenantId, u.Id });
                    e.HasOne<Tenant>().WithMany().HasForeignKey(u => u.TenantId).OnDelete(DeleteBehavior.Restrict);
                    e.HasMany(u => u.Reports).WithOne(u => u.Boss).HasForeignKey(u => new { u.TenantId, u.BossId }).OnDelete(DeleteBehavior.NoAction);
                });
                b.Entity<Task>(e =>
                {
                    e.HasKey(t => new { t.TenantId, t.Id });
                    e.HasOne(t => t.Assignee).WithMany().HasForeignKey("TenantId", "AssigneeId").OnDelete(DeleteBehavior.SetNull).HasConstraintName("fk_assignee");
                    e.HasOne(t => t.Owner).WithMany().HasForeignKey(t => new { t.TenantId, t.OwnerLogin }).HasPrincipalKey(u => new { u.TenantId, u.Login });
                });
            }
        }
        """);

    [Fact]
    public void One_to_one() => ModelContract.Agrees(
        """
        public class User { public int Id { get; set; } public Profile? Profile { get; set; } public Settings Settings { get; set; } = null!; public Badge? Badge { get; set; } }
        public class Profile { public int Id { get; set; } public int UserId { get; set; } public User User { get; set; } = null!; }
        public class Settings { public int Id { get; set; } public User User { get; set; } = null!; }
        public class Badge { public int Id { get; set; } public int HolderKey { get; set; } }
        public class Car { public int CarId { get; set; } public Plate? Plate { get; set; } }
        public class Plate { public int PlateId { get; set; } public int? CarId { get; set; } public Car? Car { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<User> Users { get; set; }
            public DbSet<Car> Cars { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<User>().HasOne(u => u.Settings).WithOne(s => s.User).HasForeignKey<Settings>(s => s.Id);
                b.Entity<User>().HasOne(u => u.Badge).WithOne().HasForeignKey<Badge>("HolderKey");
            }
        }
        """);

    [Fact]
    public void A_lone_reference_to_a_type_that_holds_the_key() => ModelContract.Agrees(
        """
        public class Person { public int Id { get; set; } public Passport? Passport { get; set; } }
        public class Passport { public int Id { get; set; } public int PersonId { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Person> People { get; set; } public DbSet<Passport> Passports { get; set; } }
        """);

    [Fact]
    public void Composite_keys_by_name() => ModelContract.Agrees(
        """
        public class Order { public long TenantId { get; set; } public long OrderId { get; set; } public List<OrderLine> Lines { get; set; } = []; }
        public class OrderLine { public long TenantId { get; set; } public long OrderId { get; set; } public int Line { get; set; } public Order Order { get; set; } = null!; }
        public class Shipment { public int Id { get; set; } public long OrderTenantId { get; set; } public long OrderOrderId { get; set; } public Order Order { get; set; } = null!; }
        public class Return { public int Id { get; set; } public Order Order { get; set; } = null!; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Shipment> Shipments { get; set; }
            public DbSet<Return> Returns { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.TenantId, o.OrderId });
                b.Entity<OrderLine>().HasKey(o => new { o.TenantId, o.OrderId, o.Line });
            }
        }
        """);

    [Fact]
    public void Self_references_and_several_navigations_to_one_type() => ModelContract.Agrees(
        """
        public class Node { public int Id { get; set; } public int? ParentId { get; set; } public Node? Parent { get; set; } public List<Node> Children { get; set; } = []; }
        public class Employee { public int Id { get; set; } public Employee? Manager { get; set; } }
        public class Account { public int Id { get; set; } }
        public class Transfer { public int Id { get; set; } public int FromId { get; set; } public Account From { get; set; } = null!; public int ToId { get; set; } public Account To { get; set; } = null!; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Node> Nodes { get; set; }
            public DbSet<Employee> Employees { get; set; }
            public DbSet<Transfer> Transfers { get; set; }
        }
        """);

    [Fact]
    public void Requiredness() => ModelContract.Agrees(
        """
        public class A { public int Id { get; set; } }
        public class B
        {
            public int Id { get; set; }
            public int? OneId { get; set; }
            public A One { get; set; } = null!;
            public int? TwoId { get; set; }
            public A? Two { get; set; }
            public A Three { get; set; } = null!;
            public A? Four { get; set; }
            [Required] public A? Five { get; set; }
            public int? SixId { get; set; }
            public A? Six { get; set; }
        }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<B> Bs { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<B>().HasOne(x => x.Two).WithMany().IsRequired();
                b.Entity<B>().HasOne(x => x.Three).WithMany().IsRequired(false);
                b.Entity<B>().Navigation(x => x.Four).IsRequired();
                b.Entity<B>().Navigation(x => x.Six).AutoInclude();
            }
        }
        """);

    [Fact]
    public void Nullable_oblivious_code() => ModelContract.Agrees(
        """
        #nullable disable
        public class Customer { public int Id { get; set; } public string Name { get; set; } [Required] public string Code { get; set; } public List<Order> Orders { get; set; } }
        public class Order { public int Id { get; set; } public Customer Customer { get; set; } public Product Product { get; set; } public string ProductId { get; set; } }
        public class Product { public string Id { get; set; } }
        public class Db : DbContext { public Db(DbContextOptions<Db> options) : base(options) { } public DbSet<Customer> Customers { get; set; } }
        """);

    [Fact]
    public void Configured_from_both_sides_and_by_names() => ModelContract.Agrees(
        """
        public class Customer { public int Id { get; set; } public List<Order> Orders { get; set; } = []; }
        public class Order { public int Id { get; set; } public int Buyer { get; set; } public Customer Customer { get; set; } = null!; }
        public class Note { public int Id { get; set; } public string About { get; set; } = ""; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Customer>().HasMany(c => c.Orders).WithOne(o => o.Customer);
                b.Entity<Order>().HasOne(o => o.Customer).WithMany(c => c.Orders).HasForeignKey("Buyer").OnDelete(DeleteBehavior.ClientCascade);
                b.Entity<Note>().HasOne(typeof(Customer)).WithMany().HasForeignKey("CustomerKey").IsRequired();
                b.Entity("Shop.Note").Property<int>("Rank").HasColumnName("rank");
                b.Entity(typeof(Note)).Property<DateTime?>("Stamp");
            }
        }
        """);
}
