using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class UnmarkedEntityTests
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

        public class {|#0:Note|} { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Note> Notes => Set<Note>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """,
        Verify.Diagnostic(RuleIds.UnmarkedEntity).WithLocation(0).WithArguments("Note"));

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

        [LocalTable]
        public class Note { public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Note> Notes => Set<Note>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
            }
        }
        """);
}
