using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class RowVersionOnReferenceTableTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Plan { public long Id { get; set; } public uint Version { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Plan>().{|#0:Property(p => p.Version)|}.IsRowVersion();
            }
        }
        """,
        Verify.Diagnostic(RuleIds.RowVersionOnReferenceTable).WithLocation(0).WithArguments("Plan", "Version"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId))]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public uint Version { get; set; }
            public string Number { get; set; } = "";
        }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Order>().Property(o => o.Version).IsRowVersion();
            }
        }
        """);
}
