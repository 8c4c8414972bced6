using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class OwnedTableWithoutKeyTests
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
            public List<Line> Lines { get; set; } = [];
            public string Number { get; set; } = "";
        }

        public class {|SHARD1044:{|#0:Line|}|} { public int Quantity { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().{|SHARD1001:HasKey(o => o.Id)|};
                b.Entity<Order>().OwnsMany(o => o.Lines);
            }
        }
        """,
        Verify.Diagnostic(RuleIds.OwnedTableWithoutKey).WithLocation(0).WithArguments("Line", "Line", "CompanyId", "(OrderId, Id)", CitusWords.Constraint("Line")));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId))]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public List<Line> Lines { get; set; } = [];
            public string Number { get; set; } = "";
        }

        public class {|SHARD1044:Line|} { public int Quantity { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Order>().OwnsMany(o => o.Lines);
            }
        }
        """);
}
