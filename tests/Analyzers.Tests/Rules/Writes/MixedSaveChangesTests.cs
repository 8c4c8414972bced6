using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Writes;

public sealed class MixedSaveChangesTests
{
    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            db.Orders.Add(new Order { CompanyId = companyId }); db.Orders.Add(new Order { CompanyId = otherId }); await db.{|#0:SaveChangesAsync|}();
            """),
        Verify.Diagnostic(RuleIds.MixedSaveChanges).WithLocation(0).WithMessage("'db.SaveChangesAsync()' saves rows that do not live together: rows of 'companyId' and of 'otherId' live on different shards, so it is a two-phase commit"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            db.Orders.Add(new Order { CompanyId = companyId }); db.Orders.Add(new Order { CompanyId = companyId }); await db.SaveChangesAsync();
            """));
}
