using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class KeyPredicateDefeatedTests
{
    [Fact]
    public Task Or() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId || o.Id == 5).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.KeyPredicateDefeated).WithLocation(0).WithMessage("'db.Orders' names the distribution key 'CompanyId', but not in a form that leads to one shard: the condition on 'CompanyId' is only one side of an OR. Compare 'CompanyId' of 'Order' with one value"));

    [Fact]
    public Task Expression() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId + 1 == companyId).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.KeyPredicateDefeated).WithLocation(0).WithMessage("'db.Orders' names the distribution key 'CompanyId', but not in a form that leads to one shard: 'CompanyId' stands inside an expression, so its hash is not known. Compare 'CompanyId' of 'Order' with one value"));

    [Fact]
    public Task Range() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId != companyId).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.KeyPredicateDefeated).WithLocation(0).WithMessage("'db.Orders' names the distribution key 'CompanyId', but not in a form that leads to one shard: 'CompanyId' is compared by <>, which leaves all shards. Compare 'CompanyId' of 'Order' with one value"));

    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await connection.QueryAsync<Order>("select * from \"Orders\" where {|#0:\"CompanyId\" > 5|}");
            """),
        Verify.Diagnostic(RuleIds.KeyPredicateDefeated).WithLocation(0).WithMessage("'select * from \"Orders\" where \"Company…' names the distribution key 'CompanyId', but not in a form that leads to one shard: 'CompanyId' is compared by >, which leaves all shards. Compare 'CompanyId' of 'Orders' with one value"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId && (o.Id == 5 || o.Amount > 3)).ToListAsync();
            """));
}
