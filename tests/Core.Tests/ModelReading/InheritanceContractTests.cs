namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Hierarchies under the three mapping strategies.</summary>
public sealed class InheritanceContractTests
{
    private const string Animals =
        """
        public abstract class Animal { public int Id { get; set; } public string Name { get; set; } = ""; public int? OwnerId { get; set; } public Person? Owner { get; set; } }
        public class Dog : Animal { public int Volume { get; set; } public string? Color { get; set; } }
        public class Cat : Animal { public bool Indoor { get; set; } public string? Color { get; set; } public Person? Servant { get; set; } }
        public class Kitten : Cat { public int Weeks { get; set; } }
        public class Person { public int Id { get; set; } public List<Animal> Pets { get; set; } = []; }

        """;

    private static string With(string configuration, string sets = "public DbSet<Animal> Animals { get; set; } public DbSet<Dog> Dogs { get; set; } public DbSet<Cat> Cats { get; set; } public DbSet<Kitten> Kittens { get; set; }") => Animals +
        $$"""
        public class Db(DbContextOptions options) : DbContext(options)
        {
            {{sets}}
            protected override void OnModelCreating(ModelBuilder b)
            {
                {{configuration}}
            }
        }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("b.Entity<Animal>().UseTptMappingStrategy();")]
    [InlineData("b.Entity<Animal>().UseTpcMappingStrategy();")]
    [InlineData("b.Entity<Dog>().ToTable(\"dogs\"); b.Entity<Cat>().ToTable(\"cats\"); b.Entity<Kitten>().ToTable(\"kittens\");")]
    [InlineData("b.Entity<Animal>().HasDiscriminator<int>(\"kind\").HasValue<Dog>(1).HasValue<Cat>(2).HasValue<Kitten>(3);")]
    [InlineData("b.Entity<Animal>().HasDiscriminator(a => a.Name).HasValue<Dog>(\"dog\").HasValue<Cat>(\"cat\").HasValue<Kitten>(\"kitten\");")]
    [InlineData("b.Entity<Animal>().HasIndex(a => a.Name).IsUnique(); b.Entity<Dog>().HasIndex(d => d.Volume);")]
    [InlineData("b.Entity<Animal>().UseTpcMappingStrategy().HasIndex(a => a.Name).IsUnique(); b.Entity<Animal>().HasAlternateKey(a => a.Name);")]
    [InlineData("b.Entity<Animal>().UseTptMappingStrategy().HasIndex(a => a.Name).IsUnique(); b.Entity<Cat>().HasIndex(a => a.Indoor);")]
    [InlineData("b.Entity<Animal>().UseTptMappingStrategy(); b.Entity<Animal>().HasKey(a => a.Name);")]
    [InlineData("b.Entity<Animal>().HasQueryFilter(a => a.Name != \"x\");")]
    public void Strategies(string configuration) => ModelContract.Agrees(With(configuration));

    [Fact]
    public void Bases_that_are_not_entities() => ModelContract.Agrees(
        """
        public abstract class Entity<TKey> { public TKey Id { get; set; } = default!; public DateTime CreatedAt { get; set; } public string? CreatedBy { get; set; } }
        public class Order : Entity<Guid> { public string Number { get; set; } = ""; }
        public class Line : Entity<long> { public Guid OrderId { get; set; } public Order Order { get; set; } = null!; }
        public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Order> Orders { get; set; } public DbSet<Line> Lines { get; set; } }
        """);

    [Fact]
    public void Derived_types_found_by_configuration_only() => ModelContract.Agrees(With("b.Entity<Dog>(); b.Entity<Kitten>().HasBaseType<Animal>();", "public DbSet<Animal> Animals { get; set; }"));

    [Fact]
    public void No_base_type() => ModelContract.Agrees(With("b.Entity<Cat>(); b.Entity<Kitten>().HasBaseType((Type?)null); b.Ignore<Person>();", ""));
}
