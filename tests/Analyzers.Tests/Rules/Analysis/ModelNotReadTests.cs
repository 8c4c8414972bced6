using ShardSafety.Analyzers.Tests.Rules.Model;
using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.ModelAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Analysis;

public sealed class ModelNotReadTests
{
    /// <remarks>What the part that was not read may have said is not held against the rest: the key may be the property it makes.</remarks>
    [Fact]
    public Task Reported_rather_than_what_depends_on_it() => Verify.VerifyAnalyzerAsync(
        Code("b.Entity<Order>().{|#0:Property<long>(Settings.Key)|};", "public static class Settings { public static string Key { get; set; } = \"TenantId\"; }"),
        Verify.Diagnostic(RuleIds.ModelNotRead).WithLocation(0).WithMessage("This part of the model could not be read (a property whose name is known at run time only); what depends on it is not judged"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Code("b.Entity<Order>().Property<long>(Settings.Key);", "public static class Settings { public const string Key = \"TenantId\"; }"));

    private static string Code(string configuration, string settings) => Models.Usings +
        $$"""
        {{settings}}

        [DistributedBy("TenantId")]
        public class Order
        {
            public long Id { get; set; }
        }

        public class ShopDb : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                {{configuration}}
                b.Entity<Order>().HasKey("TenantId", "Id");
            }
        }
        """;
}
