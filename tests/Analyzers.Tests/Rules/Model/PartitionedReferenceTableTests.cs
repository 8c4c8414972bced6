using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class PartitionedReferenceTableTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable, {|#0:PartitionedBy(nameof(At))|}]
        public class Event { public long Id { get; set; } public DateTime At { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Event> Events => Set<Event>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Event>().HasNoKey();
            }
        }
        """,
        Verify.Diagnostic(RuleIds.PartitionedReferenceTable).WithLocation(0).WithArguments("Event", CitusWords.PartitionedReference));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [ReferenceTable]
        public class Event { public long Id { get; set; } public DateTime At { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Event> Events => Set<Event>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Event>().HasNoKey();
            }
        }
        """);
}
