using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class InheritedTableWithoutKeyTests
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
        public class {|#0:SpecialOrder|} : Order { public string Note { get; set; } = ""; }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().{|SHARD1001:HasKey(o => o.Id)|};
                b.Entity<SpecialOrder>().ToTable("SpecialOrders");
            }
        }
        """,
        Verify.Diagnostic(RuleIds.InheritedTableWithoutKey).WithLocation(0).WithArguments("SpecialOrder", "SpecialOrders", "CompanyId", "(Id)", CitusWords.Constraint("SpecialOrders")));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId))]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public string Number { get; set; } = "";
        }
        public class SpecialOrder : Order { public string Note { get; set; } = ""; }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<SpecialOrder>().ToTable("SpecialOrders");
            }
        }
        """);
}
