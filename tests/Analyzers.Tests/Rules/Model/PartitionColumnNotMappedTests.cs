using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class PartitionColumnNotMappedTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId)), {|#0:PartitionedBy("When")|}]
        public class Order { public long CompanyId { get; set; } public long Id { get; set; } public DateTime At { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id, o.At });
            }
        }
        """,
        Verify.Diagnostic(RuleIds.PartitionColumnNotMapped).WithLocation(0).WithArguments("Order", "When"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId)), PartitionedBy(nameof(At))]
        public class Order { public long CompanyId { get; set; } public long Id { get; set; } public DateTime At { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id, o.At });
            }
        }
        """);
}
