using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class PublicSchemaShardedTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Country { public long Id { get; set; } }

        public class Order { public long Id { get; set; } }

        [SchemaSharded]
        public class {|#0:ShopDb|} : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {

            }
        }
        """,
        Verify.Diagnostic(RuleIds.PublicSchemaSharded).WithLocation(0).WithArguments("ShopDb", CitusWords.PublicSchema));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Country { public long Id { get; set; } }

        public class Order { public long Id { get; set; } }

        [SchemaSharded]
        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.HasDefaultSchema("acme");
            }
        }
        """);
}
