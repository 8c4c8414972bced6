using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class LeftOutOfScriptTests
{
    [Fact]
    public void A_circle_of_foreign_keys_is_said_of_the_tables_in_it()
    {
        var finding = new LeftOutOfScript().Find(new ModelView(Context("B", "A"), Core.Model.ShardModel.Empty, ShardSafety.Analyzers.Hosting.AnalysisOptions.Default)).ToList();

        finding.Count.ShouldBe(2);
        finding[0].Arguments.ShouldBe(["AppDb", "A", "its foreign keys run in a circle, which no order of distributing satisfies", ""]);
    }

    [Fact]
    public Task The_circle_is_reported_on_its_entities() => Verify.VerifyAnalyzerAsync(
        """
        using Microsoft.EntityFrameworkCore;
        using ShardSafety;

        [{|#0:DistributedBy(nameof(TenantId))|}]
        public class Hen { public long TenantId { get; set; } public long Id { get; set; } public long EggId { get; set; } public Egg Egg { get; set; } = null!; }

        [{|#1:DistributedBy(nameof(TenantId), ColocateWith = typeof(Hen))|}]
        public class Egg { public long TenantId { get; set; } public long Id { get; set; } public long HenId { get; set; } public Hen Hen { get; set; } = null!; }

        public class FarmDb : DbContext
        {
            public DbSet<Hen> Hens => Set<Hen>();
            public DbSet<Egg> Eggs => Set<Egg>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Hen>(e => { e.HasKey(h => new { h.TenantId, h.Id }); e.HasOne(h => h.Egg).WithMany().HasForeignKey(h => new { h.TenantId, h.EggId }); });
                b.Entity<Egg>(e => { e.HasKey(g => new { g.TenantId, g.Id }); e.HasOne(g => g.Hen).WithMany().HasForeignKey(g => new { g.TenantId, g.HenId }); });
            }
        }
        """,
        Verify.Diagnostic(LeftOutOfScript.Definition.Descriptor).WithLocation(0),
        Verify.Diagnostic(LeftOutOfScript.Definition.Descriptor).WithLocation(1));

    [Fact]
    public void Tables_in_order_are_not_reported() =>
        new LeftOutOfScript().Find(new ModelView(Context("B"), Core.Model.ShardModel.Empty, ShardSafety.Analyzers.Hosting.AnalysisOptions.Default)).ShouldBeEmpty();

    /// <summary>A and B, distributed; A points to the first name, B to the second.</summary>
    private static Core.Model.ContextModel Context(params string[] principals) => new("AppDb")
    {
        DisplayName = "AppDb",
        Assembly = "App",
        Tables = [.. new[] { "A", "B" }.Select((name, i) => new Core.Model.Table(new(null, name), Core.Model.TableKind.Distributed)
        {
            DistributionColumn = "Id",
            Group = "G",
            ForeignKeys = i < principals.Length ? [new Core.Model.TableForeignKey("FK", ["Id"], new(null, principals[i]), ["Id"])] : [],
        })],
    };
}
