using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class TenantFilterIgnoredTests
{
    private static string Code(string statements) =>
        Shop.Model +
        $$"""
        public class TenantDb(long tenant) : ShopDb
        {
            protected override void OnModelCreating(ModelBuilder b)
            {
                base.OnModelCreating(b);
                b.Entity<Order>().HasQueryFilter(o => o.CompanyId == tenant);
            }
        }

        public class Service(TenantDb db)
        {
            public async Task Run(long companyId) { {{statements}} }
        }
        """;

    [Fact]
    public Task Says_alone_what_the_lost_filter_costs() => Verify.VerifyAnalyzerAsync(
        Code("await db.Orders.{|#0:IgnoreQueryFilters|}().Where(o => o.Amount > 5).ToListAsync();"),
        Verify.Diagnostic(RuleIds.TenantFilterIgnored).WithLocation(0));

    [Fact]
    public Task What_Citus_refuses_is_said_beside_it() => Verify.VerifyAnalyzerAsync(
        Code("await db.Orders.{|SHARD2009:IgnoreQueryFilters|}().GroupBy(o => o.CustomerId).Select(g => g.OrderBy(o => o.Id).First().Amount).{|SHARD2005:ToListAsync|}();"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Code("""
            await db.Orders.Where(o => o.Amount > 5).ToListAsync();
            await db.Orders.IgnoreQueryFilters().Where(o => o.CompanyId == companyId).ToListAsync();
            await db.Countries.IgnoreQueryFilters().ToListAsync();
            """));
}
