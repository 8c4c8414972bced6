using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class KeyNotInheritedTests
{
    [Fact]
    public Task Include_under_a_limit() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Companies.Where(c => c.Id == companyId).Include(c => c.Orders).{|#0:FirstAsync|}();
            """),
        Verify.Diagnostic(RuleIds.KeyNotInherited).WithLocation(0).WithMessage("'db.Companies' gives the key, but 'Company.Orders' does not inherit it: the part that reads 'Company.Orders' is planned without the key that is given outside of it. Repeat the condition on 'CompanyId' inside it"));

    [Fact]
    public Task Scalar_subquery() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Companies.Where(c => c.Id == companyId).Select(c => c.Orders.Count()).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.KeyNotInherited).WithLocation(0).WithMessage("'db.Companies' gives the key, but 'Company.Orders' does not inherit it: the part that reads 'Company.Orders' is planned without the key that is given outside of it. Repeat the condition on 'CompanyId' inside it"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Companies.Where(c => c.Id == companyId).Include(c => c.Orders).ToListAsync();
            await db.Companies.Where(c => c.Id == companyId).Select(c => c.Orders.Count(o => o.CompanyId == companyId)).ToListAsync();
            """));
}
