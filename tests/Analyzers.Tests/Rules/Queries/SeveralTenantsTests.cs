using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class SeveralTenantsTests
{
    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId && db.Orders.Any(x => x.CompanyId == otherId)).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.SeveralTenants).WithLocation(0).WithMessage("'db.Orders' asks for different key values in one query: 'CompanyId' of 'Order' and 'CompanyId' of 'Order' are given values that are not known to be the same"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId && db.Orders.Any(x => x.CompanyId == companyId)).ToListAsync();
            """));
}
