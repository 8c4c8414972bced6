using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class KeyIsRowIdTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [{|#0:DistributedBy(nameof(Id))|}]
        public class Order { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {

            }
        }
        """,
        Verify.Diagnostic(RuleIds.KeyIsRowId).WithLocation(0).WithArguments("Order", "Id"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(Id))]
        public class Order { public long Id { get; set; } }

        [DistributedBy(nameof(OrderId), ColocateWith = typeof(Order))]
        public class Item { public long OrderId { get; set; } public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Item> Items => Set<Item>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Item>().HasKey(i => new { i.OrderId, i.Id });
            }
        }
        """);
}
