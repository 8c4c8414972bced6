using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class ForeignKeyAcrossGroupsTests
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

        [DistributedBy(nameof(CompanyId))]
        public class Item
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public long OrderId { get; set; }
            public Order? Order { get; set; }
        }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Item> Items => Set<Item>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Item>().HasKey(i => new { i.CompanyId, i.Id });
                b.Entity<Item>().HasOne(i => i.Order).WithMany().{|#0:HasForeignKey(i => new { i.CompanyId, i.OrderId })|};
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ForeignKeyAcrossGroups).WithLocation(0).WithArguments("Item", "(CompanyId, OrderId)", "Order", "CompanyId", "CompanyId", CitusWords.ForeignKeyNotColocated));

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

        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Order))]
        public class Item
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public long OrderId { get; set; }
            public Order? Order { get; set; }
        }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Item> Items => Set<Item>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Item>().HasKey(i => new { i.CompanyId, i.Id });
                b.Entity<Item>().HasOne(i => i.Order).WithMany().HasForeignKey(i => new { i.CompanyId, i.OrderId });
            }
        }
        """);
}
