using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class ForeignKeyFromLocalTableTests
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

        [LocalTable]
        public class Job { public long Id { get; set; } public long CompanyId { get; set; } public long OrderId { get; set; } public Order? Order { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Job> Jobs => Set<Job>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Job>().HasOne(j => j.Order).WithMany().{|#0:HasForeignKey(j => new { j.CompanyId, j.OrderId })|};
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ForeignKeyFromLocalTable).WithLocation(0).WithArguments("Job", "(CompanyId, OrderId)", "Order", "no key", "CompanyId", null));

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

        [LocalTable]
        public class Job { public long Id { get; set; } public long CompanyId { get; set; } public long OrderId { get; set; }  }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Job> Jobs => Set<Job>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """);
}
