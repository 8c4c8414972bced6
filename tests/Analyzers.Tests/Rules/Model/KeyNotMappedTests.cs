using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class KeyNotMappedTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [{|#0:DistributedBy("TenantId")|}]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public string Number { get; set; } = "";
        }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """,
        Verify.Diagnostic(RuleIds.KeyNotMapped).WithLocation(0).WithArguments("Order", "TenantId", CitusWords.NoColumn("TenantId", "Orders"), "Name a property that the table has a column for: CompanyId, Id, Number"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy("TenantId")]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public string Number { get; set; } = "";
        }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().Property<long>("TenantId");
                b.Entity<Order>().HasKey("TenantId", "Id");
            }
        }
        """);
}
