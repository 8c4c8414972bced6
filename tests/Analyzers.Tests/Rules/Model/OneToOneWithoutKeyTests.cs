using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class OneToOneWithoutKeyTests
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
        public class Invoice
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public long PlanId { get; set; }
            public Plan? Plan { get; set; }
        }

        [ReferenceTable]
        public class Plan { public long Id { get; set; } public Invoice? Invoice { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Invoice> Invoices => Set<Invoice>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Invoice>().HasKey(i => new { i.CompanyId, i.Id });
                b.Entity<Invoice>().HasOne(i => i.Plan).WithOne(p => p.Invoice).{|#0:HasForeignKey<Invoice>(i => i.PlanId)|};
            }
        }
        """,
        Verify.Diagnostic(RuleIds.OneToOneWithoutKey).WithLocation(0).WithArguments("Invoice", "(PlanId)", "CompanyId", CitusWords.Constraint("Invoices")));

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
        public class Invoice
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public long PlanId { get; set; }
            public Plan? Plan { get; set; }
        }

        [ReferenceTable]
        public class Plan { public long Id { get; set; } public List<Invoice>? Invoice { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Invoice> Invoices => Set<Invoice>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Invoice>().HasKey(i => new { i.CompanyId, i.Id });
                b.Entity<Invoice>().HasOne(i => i.Plan).WithMany(p => p.Invoice).HasForeignKey(i => i.PlanId);
            }
        }
        """);
}
