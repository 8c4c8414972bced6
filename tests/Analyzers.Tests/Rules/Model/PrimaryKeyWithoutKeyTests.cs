using ShardSafety.Analyzers.Rules.Model;
using ShardSafety.Testing;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class PrimaryKeyWithoutKeyTests
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

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().{|#0:HasKey(o => o.Id)|};
            }
        }
        """,
        Verify.Diagnostic(RuleIds.PrimaryKeyWithoutKey).WithLocation(0).WithArguments("Order", "(Id)", "CompanyId", "x.Id", CitusWords.Constraint("Orders")));

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

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """);

    [Fact]
    public Task Reported_for_a_class_of_a_library()
    {
        var test = new AnalyzerTest<ModelAnalyzer>
        {
            TestCode = Models.Usings +
                """
                public class ShopDb : DbContext
                {
                    public DbSet<Order> Orders => Set<Order>();

                    protected override void OnModelCreating(ModelBuilder b)
                    {
                        b.Entity<Order>().{|#0:HasKey(o => o.Id)|};
                    }
                }
                """,
        };
        test.TestState.AdditionalReferences.Add(Compile.Library("Classes", References.All, Models.Usings + "[DistributedBy(nameof(CompanyId))] public class Order { public long CompanyId { get; set; } public long Id { get; set; } }").ToMetadataReference());
        test.ExpectedDiagnostics.Add(Verify.Diagnostic(RuleIds.PrimaryKeyWithoutKey).WithLocation(0).WithArguments("Order", "(Id)", "CompanyId", "x.Id", CitusWords.Constraint("Orders")));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
