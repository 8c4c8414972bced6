using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class JoinTableWithoutKeyTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [{|#0:DistributedBy(nameof(CompanyId))|}]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public List<Tag> Tags { get; set; } = [];
            public string Number { get; set; } = "";
        }

        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Order))]
        public class Tag { public long CompanyId { get; set; } public long Id { get; set; } public List<Order> Orders { get; set; } = []; }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Tag> Tags => Set<Tag>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().{|SHARD1001:HasKey(o => o.Id)|};
                b.Entity<Tag>().{|SHARD1001:HasKey(t => t.Id)|};
            }
        }
        """,
        Verify.Diagnostic(RuleIds.JoinTableWithoutKey).WithLocation(0).WithArguments("OrderTag", "OrderTag", "CompanyId", "(OrdersId, TagsId)", CitusWords.Constraint("OrderTag")));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId))]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public List<Tag> Tags { get; set; } = [];
            public string Number { get; set; } = "";
        }

        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Order))]
        public class Tag { public long CompanyId { get; set; } public long Id { get; set; } public List<Order> Orders { get; set; } = []; }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Tag> Tags => Set<Tag>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Tag>().HasKey(t => new { t.CompanyId, t.Id });
                b.Entity<Order>().HasMany(o => o.Tags).WithMany(t => t.Orders).UsingEntity("OrderTag", l => l.HasOne(typeof(Tag)).WithMany().HasForeignKey("CompanyId", "TagId"), r => r.HasOne(typeof(Order)).WithMany().HasForeignKey("CompanyId", "OrderId"), j => j.HasKey("CompanyId", "OrderId", "TagId"));
            }
        }
        """);
}
