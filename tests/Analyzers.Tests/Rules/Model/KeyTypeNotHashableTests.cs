using ShardSafety.Analyzers.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class KeyTypeNotHashableTests
{
    [Fact]
    public Task Reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(Area))]
        public class Order { public string Area { get; set; } = ""; public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasNoKey();
                b.Entity<Order>().{|#0:Property(o => o.Area)|}.HasColumnType("json");
            }
        }
        """,
        Verify.Diagnostic(RuleIds.KeyTypeNotHashable).WithLocation(0).WithArguments("Order", "Area", "json", CitusWords.NoOperatorClass("json")));

    [Fact]
    public Task A_type_of_two_words_under_a_column_of_another_name() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(Area))]
        public class Order { public System.Collections.BitArray Area { get; set; } = null!; public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasNoKey();
                b.Entity<Order>().{|#0:Property(o => o.Area)|}.HasColumnName("area_code").HasColumnType("varbit");
            }
        }
        """,
        Verify.Diagnostic(RuleIds.KeyTypeNotHashable).WithLocation(0).WithArguments("Order", "Area", "varbit", CitusWords.NoOperatorClass("bit varying")));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Models.Usings +
        """
        [DistributedBy(nameof(Area))]
        public class Order { public string Area { get; set; } = ""; public long Id { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasNoKey();
                b.Entity<Order>().Property(o => o.Area).HasColumnType("jsonb");
            }
        }
        """);
}
