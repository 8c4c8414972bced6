using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class FilterAfterMaterializationTests
{
    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            (await db.Orders.{|SHARD2001:ToListAsync|}()).{|#0:Where|}(o => o.CompanyId == companyId).ToList();
            """),
        Verify.Diagnostic(RuleIds.FilterAfterMaterialization).WithLocation(0).WithMessage("'(await db.Orders.ToListAsync()).Where(o => o.CompanyId == co…' filters by the key only after the rows were fetched: nothing fixes 'CompanyId' of 'Order' to one value. Compare 'CompanyId' of 'Order' with one value"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            (await db.Orders.Where(o => o.CompanyId == companyId).ToListAsync()).Where(o => o.Amount > 5).ToList();
            """));
}
