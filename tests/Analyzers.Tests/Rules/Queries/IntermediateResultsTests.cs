using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class IntermediateResultsTests
{
    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Select(o => o.Amount).Distinct().{|#0:CountAsync|}();
            """),
        Verify.Diagnostic(RuleIds.IntermediateResults).WithLocation(0).WithMessage("'db.Orders' runs in steps, with rows moved through the coordinator in between: nothing fixes 'CompanyId' of 'Order' to one value, so a part of the query is computed first and its rows are sent through the coordinator. Compare 'CompanyId' of 'Order' with one value"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId).Select(o => o.Amount).Distinct().CountAsync();
            """));
}
