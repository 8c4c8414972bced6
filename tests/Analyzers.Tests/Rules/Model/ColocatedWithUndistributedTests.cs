using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class ColocatedWithUndistributedTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Plan { public long Id { get; set; } }

        [{|#0:DistributedBy(nameof(CompanyId), ColocateWith = typeof(Plan))|}]
        public class Order { public long CompanyId { get; set; } public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ColocatedWithUndistributed).WithLocation(0).WithArguments("Order", "Plan", "a reference table", CitusWords.KeyTypesDiffer("Plans", "Orders")));

    [Fact]
    public Task A_table_on_one_shard_goes_with_no_key() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(CompanyId))]
        public class Order { public long CompanyId { get; set; } public long Id { get; set; } }

        [{|#0:SingleShardTable(ColocateWith = typeof(Order))|}]
        public class Plan { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ColocatedWithUndistributed).WithLocation(0).WithArguments("Plan", "Order", "distributed by a key", CitusWords.KeyTypesDiffer("Orders", "Plans")));

    [Fact]
    public Task A_key_goes_with_no_table_on_one_shard() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [{|#0:DistributedBy(nameof(CompanyId), ColocateWith = typeof(Plan))|}]
        public class Order { public long CompanyId { get; set; } public long Id { get; set; } }

        [SingleShardTable]
        public class Plan { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """,
        Verify.Diagnostic(RuleIds.ColocatedWithUndistributed).WithLocation(0).WithArguments("Order", "Plan", "on a single shard", CitusWords.KeyTypesDiffer("Plans", "Orders")));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Plan { public long Id { get; set; } }

        [DistributedBy(nameof(CompanyId))]
        public class Order { public long CompanyId { get; set; } public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """);
}
