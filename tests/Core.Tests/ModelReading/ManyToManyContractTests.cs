namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Many-to-many relationships and their join entities.</summary>
public sealed class ManyToManyContractTests
{
    private const string PostsAndTags =
        """
        public class Post { public int Id { get; set; } public List<Tag> Tags { get; set; } = []; }
        public class Tag { public string Id { get; set; } = ""; public List<Post> Posts { get; set; } = []; }
        public class PostTag { public int PostId { get; set; } public string TagId { get; set; } = ""; public DateTime At { get; set; } }
        public class LinkTag { public int Id { get; set; } public int PostId { get; set; } public string TagId { get; set; } = ""; public Post Post { get; set; } = null!; public Tag Tag { get; set; } = null!; }

        """;

    private static string With(string configuration) => PostsAndTags +
        $$"""
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Post> Posts { get; set; }
            public DbSet<Tag> Tags { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                {{configuration}}
            }
        }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("b.Entity<Post>().HasMany(p => p.Tags).WithMany(t => t.Posts);")]
    [InlineData("b.Entity<Post>().HasMany(p => p.Tags).WithMany(t => t.Posts).UsingEntity(\"tagging\");")]
    [InlineData("b.Entity<Post>().HasMany(p => p.Tags).WithMany(t => t.Posts).UsingEntity(j => j.ToTable(\"post_tags\"));")]
    [InlineData("b.Entity<Post>().HasMany(p => p.Tags).WithMany(t => t.Posts).UsingEntity<PostTag>();")]
    [InlineData("b.Entity<Post>().HasMany(p => p.Tags).WithMany(t => t.Posts).UsingEntity<LinkTag>(r => r.HasOne(x => x.Tag).WithMany(), l => l.HasOne(x => x.Post).WithMany(), j => j.HasKey(x => new { x.PostId, x.TagId }));")]
    [InlineData("b.Entity<Post>().HasMany(p => p.Tags).WithMany(t => t.Posts).UsingEntity(\"J\", r => r.HasOne(typeof(Tag)).WithMany().HasForeignKey(\"TagKey\"), l => l.HasOne(typeof(Post)).WithMany().HasForeignKey(\"PostKey\").OnDelete(DeleteBehavior.Restrict), j => j.HasKey(\"PostKey\", \"TagKey\"));")]
    [InlineData("b.Entity<Post>().HasMany(p => p.Tags).WithMany(t => t.Posts).UsingEntity<Dictionary<string, object>>(\"D\", r => r.HasOne<Tag>().WithMany().HasForeignKey(\"T\"), l => l.HasOne<Post>().WithMany().HasForeignKey(\"P\"));")]
    public void Both_navigations(string configuration) => ModelContract.Agrees(With(configuration));

    [Fact]
    public void One_navigation_only() => ModelContract.Agrees(
        """
        public class Student { public int Id { get; set; } public ICollection<Course> Courses { get; set; } = null!; }
        public class Course { public Guid CourseId { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            protected override void OnModelCreating(ModelBuilder b) => b.Entity<Student>().HasMany(s => s.Courses).WithMany();
        }
        """);

    [Fact]
    public void With_composite_keys() => ModelContract.Agrees(
        """
        public class Post { public long TenantId { get; set; } public long Id { get; set; } public List<Tag> Tags { get; set; } = []; }
        public class Tag { public long TenantId { get; set; } public long Id { get; set; } public List<Post> Posts { get; set; } = []; }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.HasDefaultSchema("app");
                b.Entity<Post>().HasKey(p => new { p.TenantId, p.Id });
                b.Entity<Tag>().HasKey(p => new { p.TenantId, p.Id });
            }
        }
        """);

    [Fact]
    public void To_itself() => ModelContract.Agrees(
        """
        public class Person { public int Id { get; set; } public List<Person> Friends { get; set; } = []; public List<Person> FriendOf { get; set; } = []; }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Person> People { get; set; } }
        """);
}
