using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class ColocatedKeyTypesDifferTests
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

        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Order))]
        public class Item
        {
            public int {|#0:CompanyId|} { get; set; }
            public long Id { get; set; }
            public long OrderId { get; set; }
            
        }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Item> Items => Set<Item>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Item>().HasKey(i => new { i.CompanyId, i.Id });
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ColocatedKeyTypesDiffer).WithLocation(0).WithArguments("Item", "CompanyId", "int4", "Order", "int8", CitusWords.KeyTypesDiffer("Orders", "Items")));

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
            
        }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Item> Items => Set<Item>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Item>().HasKey(i => new { i.CompanyId, i.Id });
            }
        }
        """);
}
