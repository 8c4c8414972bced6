using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Agreement.Linq;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.ModelReading.Metadata;
using ShardSafety.Core.Planning;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.LinqReading;

/// <summary>The query filters of a context in another assembly say the same as where their code is at hand.</summary>
public sealed class LibraryFilterTests
{
    private const string Model =
        """
        using Microsoft.EntityFrameworkCore;
        using ShardSafety;
        namespace Shop;
        [DistributedBy(nameof(CompanyId))] public class Order { public long CompanyId { get; set; } public long Id { get; set; } public decimal Amount { get; set; } public bool Gone { get; set; } public int? Rank { get; set; } public string? Note { get; set; } }
        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Order))] public class Line { public long CompanyId { get; set; } public long Id { get; set; } }
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Line> Lines => Set<Line>();
            public long Tenant { get; set; }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Line>().HasKey(l => new { l.CompanyId, l.Id });
                b.Entity<Order>().HasQueryFilter(o => {0});
            }
        }
        """;

    private const string Uses = "using System.Linq; public class Uses { public object Rows(Shop.Db db) => db.Orders.Where(o => o.Id > 3 && db.Orders.Any(x => x.Id > o.Id)).ToList(); }";

    [Theory]
    [InlineData("o.CompanyId == Tenant")]
    [InlineData("o.CompanyId == Tenant && !o.Gone")]
    [InlineData("!(o.Gone && o.Amount > 2.5m)")]
    [InlineData("o.Amount >= 2.5m || o.Rank == null")]
    [InlineData("o.Rank != null && o.Note != null")]
    [InlineData("o.Rank != 3 || o.Note == \"x\"")]
    [InlineData("!(o.Note == \"x\") && !(o.Rank < 3)")]
    public void A_filter_in_words_is_the_filter(string filter)
    {
        var model = Model.Replace("{0}", filter, StringComparison.Ordinal);
        var owner = Compile.Library("Owner", References.All, model).MustCompile();
        var consumer = Compile.Library("Consumer", [.. References.All, WithItsModel(owner)], Uses).MustCompile();

        var one = Compile.Library("One", References.All, model, Uses).MustCompile();

        var read = Told(consumer);

        read.ShouldBe(Told(one));
        Flow.FlowHarness.Find(consumer).Select(f => f.Plan.Verdict).ShouldBe(Flow.FlowHarness.Find(one).Select(f => f.Plan.Verdict));
        read.ShouldNotBe(Told(Compile.Library("Bare", References.All, Model.Replace("{0}", "true", StringComparison.Ordinal), Uses).MustCompile()));
    }

    [Fact]
    public void The_context_that_a_filter_speaks_of_is_the_one_that_runs()
    {
        var model = Model.Replace("{0}", "o.CompanyId == Tenant", StringComparison.Ordinal);
        var owner = Compile.Library("Owner", References.All, model).MustCompile();
        var consumer = Compile.Library("Consumer", [.. References.All, WithItsModel(owner)],
            "using System.Linq; public class Uses { public object Rows(Shop.Db shop) => shop.Lines.Where(l => l.CompanyId == shop.Tenant && shop.Orders.Any(x => x.Id > l.Id)).ToList(); }").MustCompile();

        Flow.FlowHarness.Find(consumer).Single().Plan.Verdict.ShouldBe(Verdict.Router);
    }

    private static string Told(CSharpCompilation compilation)
    {
        var shapes = new LinqShapes(compilation, PlannerOptions.Default).Of(compilation.GetTypeByMetadataName("Uses")!.GetMembers("Rows"));
        return string.Join("\n", shapes.Select(s => ShapeComparer.Digest(s) + "\n" + StatementWords.Of(s)));
    }

    private static PortableExecutableReference WithItsModel(CSharpCompilation owner)
    {
        var text = ModelSerializer.Write(ModelReader.Read(owner, CancellationToken.None), owner.AssemblyName!);
        var parts = ModelSerializer.Parts(text).Select((part, i) => $"[assembly: ShardSafety.ShardModelMetadata({i}, {SymbolDisplay.FormatLiteral(part, quote: true)})]");
        using var image = new MemoryStream();
        owner.AddSyntaxTrees(CSharpSyntaxTree.ParseText(string.Join("\n", parts), (CSharpParseOptions)owner.SyntaxTrees[0].Options)).Emit(image).Success.ShouldBeTrue();
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
