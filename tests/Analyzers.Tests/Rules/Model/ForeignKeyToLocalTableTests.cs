using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class ForeignKeyToLocalTableTests
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
            public long RegionId { get; set; }
            public Region? Region { get; set; }
            public string Number { get; set; } = "";
        }

        [LocalTable]
        public class Region { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Region> Regions => Set<Region>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Order>().HasOne(o => o.Region).WithMany().{|#0:HasForeignKey(o => o.RegionId)|};
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ForeignKeyToLocalTable).WithLocation(0).WithArguments("Order", "(RegionId)", "Region", "CompanyId", "no key", CitusWords.ForeignKeyToLocal("Regions")));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId))]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public long RegionId { get; set; }
            public Region? Region { get; set; }
            public string Number { get; set; } = "";
        }

        [ReferenceTable]
        public class Region { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Region> Regions => Set<Region>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """);
}
