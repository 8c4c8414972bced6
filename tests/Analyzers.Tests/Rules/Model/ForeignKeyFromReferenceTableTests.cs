using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class ForeignKeyFromReferenceTableTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId))]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public string Number { get; set; } = "";
        }

        [ReferenceTable]
        public class Plan { public long Id { get; set; } public long CompanyId { get; set; } public long OrderId { get; set; } public Order? Order { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Plan>().HasOne(p => p.Order).WithMany().{|#0:HasForeignKey(p => new { p.CompanyId, p.OrderId })|};
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ForeignKeyFromReferenceTable).WithLocation(0).WithArguments("Plan", "(CompanyId, OrderId)", "Order", "no key", "CompanyId", CitusWords.ForeignKeyFromReference));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId))]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public long PlanId { get; set; }
            public string Number { get; set; } = "";
        }

        [ReferenceTable]
        public class Plan { public long Id { get; set; } public List<Order> Orders { get; set; } = []; }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """);
}
