using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class FilterAfterMaterializationTests
{
    [Theory]
    [InlineData("db.Orders.AsEnumerable().{|SHARD2011:Where|}(o => o.CompanyId == companyId).ToList();")]
    [InlineData("db.Orders.AsEnumerable().{|SHARD2011:First|}(o => o.CompanyId == companyId);")]
    [InlineData("foreach (var order in db.Orders.AsEnumerable().{|SHARD2011:Where|}(o => o.CompanyId == companyId)) { }")]
    [InlineData("db.Orders.ToList().{|SHARD2011:Where|}(o => o.CompanyId == companyId).ToList();")]
    public Task It_stands_alone_where_nobody_else_sees_the_rows(string statement) => Verify.VerifyAnalyzerAsync(Shop.Code(statement));

    [Theory]
    [InlineData("var all = await db.Orders.{|SHARD2001:ToListAsync|}(); _ = all.{|SHARD2011:Where|}(o => o.CompanyId == companyId).Count() + all.Count;")]
    [InlineData("var all = db.Orders.AsEnumerable(); _ = all.{|SHARD2011:Where|}(o => o.CompanyId == companyId).Count(); _ = all.{|SHARD2001:ToList|}();")]
    public Task Rows_that_are_used_in_other_ways_leave_their_shard_all_the_same(string statement) => Verify.VerifyAnalyzerAsync(Shop.Code(statement));

    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            (await db.Orders.ToListAsync()).{|#0:Where|}(o => o.CompanyId == companyId).ToList();
            """),
        Verify.Diagnostic(RuleIds.FilterAfterMaterialization).WithLocation(0).WithMessage("'(await db.Orders.ToListAsync()).Where(o => o.CompanyId == co…' filters by the key only after the rows were fetched: nothing fixes 'CompanyId' of 'Order' to one value. Compare 'CompanyId' of 'Order' with one value"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            (await db.Orders.Where(o => o.CompanyId == companyId).ToListAsync()).Where(o => o.Amount > 5).ToList();
            """));
}
