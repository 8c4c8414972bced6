using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class ForeignKeyAcrossSchemasTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        public class Plan { public long Id { get; set; } }

        public class Order { public long Id { get; set; } public long PlanId { get; set; } public Plan? Plan { get; set; } }

        [SchemaSharded]

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Plan>().ToTable("plans", "shared");
                b.Entity<Order>().ToTable("orders", "tenant");
                b.Entity<Order>().HasOne(o => o.Plan).WithMany().{|#0:HasForeignKey(o => o.PlanId)|};
            }
        }

        [ReferenceTable]
        public class Country { public long Id { get; set; } }
        """,
        Verify.Diagnostic(RuleIds.ForeignKeyAcrossSchemas).WithLocation(0).WithArguments("Order", "(PlanId)", "Plan", "no key", "no key", CitusWords.ForeignKeyNotColocated));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Plan { public long Id { get; set; } }

        public class Order { public long Id { get; set; } public long PlanId { get; set; } public Plan? Plan { get; set; } }

        [SchemaSharded]

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Plan>().ToTable("plans", "shared");
                b.Entity<Order>().ToTable("orders", "tenant");
            }
        }
        """);
}
