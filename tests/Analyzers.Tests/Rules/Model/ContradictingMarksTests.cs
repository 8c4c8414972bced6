using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class ContradictingMarksTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId))]
        [{|#0:ReferenceTable|}]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public string Number { get; set; } = "";
        }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ContradictingMarks).WithLocation(0).WithArguments("Order", "distributed by CompanyId", "a reference table"));

    [Theory]
    [InlineData("LocalTable", "a local table")]
    [InlineData("SingleShardTable", "a single-shard table")]
    public Task Each_mark_in_words(string mark, string words) => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        $$"""
        [ReferenceTable]
        [{|#0:{{mark}}|}]
        public class Plan { public long Id { get; set; } }

        public class ShopDb : DbContext { public DbSet<Plan> Plans => Set<Plan>(); }
        """,
        Verify.Diagnostic(RuleIds.ContradictingMarks).WithLocation(0).WithArguments("Plan", "a reference table", words));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public interface IShared { }

        [DistributedBy("CompanyId")]
        public class Owned { public long CompanyId { get; set; } public long Id { get; set; } }

        public class Order : Owned { }

        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Order))]
        public class Invoice : IShared { public long CompanyId { get; set; } public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Invoice> Invoices => Set<Invoice>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Invoice>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """);
}
