using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class FindKeyPartsTests
{
    [Fact]
    public Task Missing() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.{|#0:FindAsync|}(companyId);
            """),
        Verify.Diagnostic(RuleIds.FindKeyParts).WithLocation(0).WithMessage("'db.Orders.FindAsync(companyId)' does not give the parts of the primary key in their order: the primary key has 2 parts (CompanyId, Id), and 1 part given, which EF Core refuses. Give (CompanyId, Id) in this order"));

    [Fact]
    public Task Swapped() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.{|#0:FindAsync|}(otherId, companyId);
            """),
        Verify.Diagnostic(RuleIds.FindKeyParts).WithLocation(0).WithMessage("'db.Orders.FindAsync(otherId, companyId)' does not give the parts of the primary key in their order: 'companyId' is given where the primary key has 'Id'. Give (CompanyId, Id) in this order"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.FindAsync(companyId, otherId);
            """));
}
