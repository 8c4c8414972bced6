using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class UniqueIndexWithoutKeyTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [{|#0:Index(nameof(Number), IsUnique = true)|}]
        [DistributedBy(nameof(CompanyId))]
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
        Verify.Diagnostic(RuleIds.UniqueIndexWithoutKey).WithLocation(0).WithArguments("Order", "(Number)", "CompanyId", "so Citus refuses the table: " + CitusWords.Constraint("Orders")));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [Index(nameof(CompanyId), nameof(Number), IsUnique = true)]
        [Index(nameof(Number))]
        [DistributedBy(nameof(CompanyId))]
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
        """);
}
