using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Contexts over libraries, projects without a context, and projects that refer to each other.</summary>
public sealed class LibraryTests
{
    [Fact]
    public void Marked_classes_without_a_context_are_loose_tables()
    {
        var compilation = Compile.Library("Reports", References.WithoutEntityFramework,
            """
            using System.ComponentModel.DataAnnotations.Schema;
            using ShardSafety;
            [DistributedBy(nameof(TenantId)), Table("orders")] public class Order { public long TenantId { get; set; } public long Id { get; set; } [Column("amount")] public decimal Amount { get; set; } }
            [ReferenceTable] public class Plan { public int Id { get; set; } }
            public class Other { public int Id { get; set; } }
            """);
        var tables = ModelReader.Read(compilation, CancellationToken.None).LooseTables;
        tables.Select(t => (t.Name.Name, t.Kind, t.DistributionColumn)).ShouldBe([("Plan", TableKind.Reference, null), ("orders", TableKind.Distributed, "TenantId")]);
        tables[1].Columns.Select(c => c.Name).ShouldBe(["Id", "TenantId", "amount"], ignoreOrder: true);
    }

    [Fact]
    public void A_live_project_reference_is_read_from_its_source()
    {
        var owner = Compile.Library("Owner", References.All, ModelContract.Wrap("[ReferenceTable] public class Plan { public int Id { get; set; } } public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Plan> Plans { get; set; } protected override void OnModelCreating(ModelBuilder b) => b.Entity<Plan>().ToTable(\"plans\"); }"));
        var consumer = Compile.Library("Consumer", [.. References.All, owner.ToMetadataReference()], "public class Uses { public int Count(Shop.Db db) => 1; }");
        var model = ModelReader.Read(consumer, CancellationToken.None);
        model.Contexts.Single().Tables.Single().Name.Name.ShouldBe("plans");
        model.Contexts.Single().Unread.ShouldBeEmpty();
    }

    [Fact]
    public void Without_metadata_the_configuration_of_another_assembly_is_unread()
    {
        var owner = Compile.Library("Owner", References.All, ModelContract.Wrap("[ReferenceTable] public class Plan { public int Id { get; set; } } public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Plan> Plans { get; set; } protected override void OnModelCreating(ModelBuilder b) => b.Entity<Plan>().ToTable(\"plans\"); }"));
        using var stream = new MemoryStream();
        owner.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success.ShouldBeTrue();
        var consumer = Compile.Library("Consumer", [.. References.All, MetadataReference.CreateFromImage(stream.ToArray())], "public class Uses { public int Count(Shop.Db db) => 1; }");
        ModelReader.Read(consumer, CancellationToken.None).Contexts.Single().Unread.ShouldNotBeEmpty();
    }
}
