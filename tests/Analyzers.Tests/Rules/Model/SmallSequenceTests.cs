using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class SmallSequenceTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Plan { public int {|#0:Id|} { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {

            }
        }
        """,
        Verify.Diagnostic(RuleIds.SmallSequence).WithLocation(0).WithArguments("Plan", "Id", "int", CitusWords.SmallSequence));

    [Fact]
    public Task A_smaller_one() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Plan { public short {|#0:Id|} { get; set; } }

        public class ShopDb : DbContext { public DbSet<Plan> Plans => Set<Plan>(); }
        """,
        Verify.Diagnostic(RuleIds.SmallSequence).WithLocation(0).WithArguments("Plan", "Id", "smallint", CitusWords.SmallSequence));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Plan { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {

            }
        }
        """);
}
