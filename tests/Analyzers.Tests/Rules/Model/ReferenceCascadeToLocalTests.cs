using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class ReferenceCascadeToLocalTests
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
        public class Plan { public long Id { get; set; } public long RegionId { get; set; } public Region? Region { get; set; } }

        [LocalTable]
        public class Region { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();
            public DbSet<Region> Regions => Set<Region>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Plan>().HasOne(p => p.Region).WithMany().{|#0:HasForeignKey(p => p.RegionId)|};
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ReferenceCascadeToLocal).WithLocation(0).WithArguments("Plan", "(RegionId)", "Region", "no key", "no key", CitusWords.ReferenceToLocalCascades));

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

        [ReferenceTable]
        public class Plan { public long Id { get; set; } public long RegionId { get; set; } public Region? Region { get; set; } }

        [LocalTable]
        public class Region { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();
            public DbSet<Region> Regions => Set<Region>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Plan>().HasOne(p => p.Region).WithMany().HasForeignKey(p => p.RegionId).OnDelete(DeleteBehavior.Restrict);
            }
        }
        """);
}
