using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.Queries;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>How marks place tables.</summary>
public sealed class MarkTests
{
    private static Table Table(ContextModel model, string name) => model.Tables.Single(t => t.Name.Name == name);

    [Fact]
    public void One_mark_on_an_interface_is_one_group()
    {
        var model = ModelContract.Agrees(
            """
            [DistributedBy(nameof(TenantId))] public interface ITenantOwned { long TenantId { get; } }
            public class Order : ITenantOwned { public long TenantId { get; set; } public long Id { get; set; } }
            public class Invoice : ITenantOwned { public long TenantId { get; set; } public long Id { get; set; } }
            [DistributedBy(nameof(TenantId))] public class Apart { public long TenantId { get; set; } public long Id { get; set; } }
            [DistributedBy(nameof(Key), ColocateWith = typeof(Order))] public class Joined { public long Key { get; set; } public long Id { get; set; } }
            [LocalTable] public class Nearest : ITenantOwned { public long TenantId { get; set; } public long Id { get; set; } }
            public class Db(DbContextOptions options) : DbContext(options)
            {
                public DbSet<Order> Orders { get; set; } public DbSet<Invoice> Invoices { get; set; } public DbSet<Apart> Aparts { get; set; } public DbSet<Joined> Joineds { get; set; } public DbSet<Nearest> Nearests { get; set; }
            }
            """);
        Table(model, "Orders").Group.ShouldBe("Shop.ITenantOwned");
        Table(model, "Invoices").Group.ShouldBe("Shop.ITenantOwned");
        Table(model, "Joineds").Group.ShouldBe("Shop.ITenantOwned");
        Table(model, "Joineds").DistributionColumn.ShouldBe("Key");
        Table(model, "Aparts").Group.ShouldBe("Shop.Apart");
        Table(model, "Nearests").Kind.ShouldBe(TableKind.Local);
        model.Entities.Single(e => e.DisplayName == "Order").Marks.Single().On.ShouldBe("Shop.ITenantOwned");
    }

    [Fact]
    public void Marks_on_the_assembly_shadow_keys_and_single_shard_tables()
    {
        var model = ModelContract.Read(
            """
            using Microsoft.EntityFrameworkCore;
            using ShardSafety;
            [assembly: DistributedBy(typeof(Shop.User), "TenantId")]
            [assembly: ReferenceTable(typeof(Shop.Plan))]
            namespace Shop;
            public class User { public int Id { get; set; } }
            public class Plan { public int Id { get; set; } }
            [SingleShardTable] public class Job { public int Id { get; set; } }
            [SingleShardTable(ColocateWith = typeof(Job))] public class Step { public int Id { get; set; } }
            [DistributedBy("Nowhere", ShardCount = 4)] public class Lost { public int Id { get; set; } }
            public class Db(DbContextOptions options) : DbContext(options)
            {
                public DbSet<User> Users { get; set; } public DbSet<Plan> Plans { get; set; } public DbSet<Job> Jobs { get; set; } public DbSet<Step> Steps { get; set; } public DbSet<Lost> Losts { get; set; }
                protected override void OnModelCreating(ModelBuilder b) => b.Entity<User>().Property<long>("TenantId").HasColumnName("tenant_id");
            }
            """);
        Table(model, "Users").DistributionColumn.ShouldBe("tenant_id");
        Table(model, "Plans").Kind.ShouldBe(TableKind.Reference);
        Table(model, "Jobs").Kind.ShouldBe(TableKind.SingleShard);
        Table(model, "Steps").Group.ShouldBe("Shop.Job");
        Table(model, "Losts").DistributionColumn.ShouldBeNull();
        Table(model, "Losts").ShardCount.ShouldBe(4);
        Table(model, "Losts").Kind.ShouldBe(TableKind.Distributed);
    }

    [Fact]
    public void Implicit_tables_follow_what_they_belong_to()
    {
        var model = ModelContract.Agrees(
            """
            [DistributedBy(nameof(TenantId))] public interface ITenantOwned { long TenantId { get; } }
            public class Post : ITenantOwned { public long TenantId { get; set; } public long Id { get; set; } public List<Tag> Tags { get; set; } = []; public List<Label> Labels { get; set; } = []; public List<Note> Notes { get; set; } = []; }
            public class Tag : ITenantOwned { public long TenantId { get; set; } public long Id { get; set; } public List<Post> Posts { get; set; } = []; }
            [ReferenceTable] public class Label { public int Id { get; set; } public List<Post> Posts { get; set; } = []; public List<Kind> Kinds { get; set; } = []; }
            [ReferenceTable] public class Kind { public int Id { get; set; } public List<Label> Labels { get; set; } = []; }
            [Owned] public class Note { public string Text { get; set; } = ""; }
            public abstract class Animal : ITenantOwned { public long Id { get; set; } public long TenantId { get; set; } }
            public class Dog : Animal { public string? Name { get; set; } }
            public class Db(DbContextOptions options) : DbContext(options)
            {
                public DbSet<Post> Posts { get; set; } public DbSet<Tag> Tags { get; set; } public DbSet<Dog> Dogs { get; set; } public DbSet<Animal> Animals { get; set; }
                protected override void OnModelCreating(ModelBuilder b)
                {
                    b.Entity<Post>().HasKey(p => new { p.TenantId, p.Id });
                    b.Entity<Tag>().HasKey(p => new { p.TenantId, p.Id });
                    b.Entity<Animal>().UseTptMappingStrategy();
                }
            }
            """);
        Table(model, "PostTag").DistributionColumn.ShouldBe("PostsTenantId");
        Table(model, "PostTag").Group.ShouldBe("Shop.ITenantOwned");
        Table(model, "LabelPost").DistributionColumn.ShouldBe("PostsTenantId");
        Table(model, "KindLabel").Kind.ShouldBe(TableKind.Reference);
        Table(model, "Note").DistributionColumn.ShouldBe("PostTenantId");
        Table(model, "Animals").DistributionColumn.ShouldBe("TenantId");
        Table(model, "Dogs").Kind.ShouldBe(TableKind.Distributed);
        Table(model, "Dogs").DistributionColumn.ShouldBeNull();
    }

    [Fact]
    public void Table_per_hierarchy_and_concrete_tables_have_the_key()
    {
        var model = ModelContract.Agrees(
            """
            [DistributedBy(nameof(TenantId))] public abstract class Animal { public long Id { get; set; } public long TenantId { get; set; } }
            public class Dog : Animal { public string? Name { get; set; } }
            public class Cat : Animal { }
            [PartitionedBy(nameof(At), Every = PartitionInterval.Day, Ahead = 30)] [DistributedBy(nameof(Device))] public class Reading { public Guid Device { get; set; } [Column("at")] public DateTime At { get; set; } }
            public class Db(DbContextOptions options) : DbContext(options)
            {
                public DbSet<Dog> Dogs { get; set; } public DbSet<Cat> Cats { get; set; } public DbSet<Animal> Animals { get; set; } public DbSet<Reading> Readings { get; set; }
                protected override void OnModelCreating(ModelBuilder b)
                {
                    b.Entity<Animal>().UseTpcMappingStrategy();
                    b.Entity<Reading>().HasKey(r => new { r.Device, r.At });
                }
            }
            """);
        Table(model, "Dogs").DistributionColumn.ShouldBe("TenantId");
        Table(model, "Cats").Group.ShouldBe("Shop.Animal");
        Table(model, "Readings").Partitioning.ShouldBe(new TimePartitioning("At") { Column = "at", Every = "Day", Ahead = 30 });
        model.Groups.Single(g => g.Id == "Shop.Animal").KeyType.ShouldBe(SqlType.Int8);
    }

    [Fact]
    public void Contexts_that_are_not_sharded_or_sharded_by_schema()
    {
        const string Source =
            """
            [ReferenceTable] public class Plan { public int Id { get; set; } }
            public class Item { public int Id { get; set; } }
            [NotSharded] public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Plan> Plans { get; set; } }
            [SchemaSharded] public class Schemas(DbContextOptions options) : DbContext(options) { public DbSet<Plan> Plans { get; set; } public DbSet<Item> Items { get; set; } protected override void OnModelCreating(ModelBuilder b) => b.HasDefaultSchema("tenant"); }
            """;
        ModelContract.Read(Source).NotSharded.ShouldBeTrue();
        var schemas = ModelContract.Read(Source, "Schemas");
        Table(schemas, "Items").Kind.ShouldBe(TableKind.SchemaSharded);
        Table(schemas, "Plans").Kind.ShouldBe(TableKind.Reference);
    }

    [Theory]
    [InlineData("public class A { }", false)]
    [InlineData("[ShardSafety.ReferenceTable] public class A { }", true)]
    [InlineData("using ShardSafety; namespace N { public class Outer { [DistributedByAttribute(\"X\")] public interface I { } } }", true)]
    [InlineData("[assembly: ShardSafety.LocalTable(typeof(string))]", true)]
    [InlineData("[System.Obsolete] public class A { [System.Obsolete] public void DistributedBy() { } }", false)]
    public void Marks_are_found_by_declarations_alone(string source, bool found) => Marks.AnyVisible(Compile.Library(source), TestContext.Current.CancellationToken).ShouldBe(found);

    [Fact]
    public void Without_the_attributes_nothing_is_looked_for() =>
        Marks.AnyVisible(Compile.Library("P", References.WithoutAttributes, "[ReferenceTable] public class A { }"), TestContext.Current.CancellationToken).ShouldBeFalse();
}
