using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class SeveralShardsTests
{
    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => ids.Contains(o.CompanyId)).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.SeveralShards).WithLocation(0).WithMessage("'db.Orders' runs on several shards: 'CompanyId' of 'Order' is given several values, and the query goes to the shard of each"));

    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await connection.QueryAsync<Order>("select * from \"Orders\" where {|#0:\"CompanyId\" = any(@ids)|}", new { ids });
            """),
        Verify.Diagnostic(RuleIds.SeveralShards).WithLocation(0).WithMessage("'select * from \"Orders\" where \"Company…' runs on several shards: 'CompanyId' of 'Orders' is given several values, and the query goes to the shard of each"));

    [Fact]
    public Task Dapper_list() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await connection.QueryAsync<Order>("select * from \"Orders\" where {|#0:\"CompanyId\" in @ids|}", new { ids });
            """),
        Verify.Diagnostic(RuleIds.SeveralShards).WithLocation(0).WithMessage("'select * from \"Orders\" where \"Company…' runs on several shards: 'CompanyId' of 'Orders' is given several values, and the query goes to the shard of each"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId && ids.Contains(o.Id)).ToListAsync();
            await connection.QueryAsync<Order>("select * from \"Orders\" where \"Id\" in @ids and \"CompanyId\" = @companyId", new { ids, companyId });
            """));
}
