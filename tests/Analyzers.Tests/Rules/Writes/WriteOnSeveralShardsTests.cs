using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Writes;

public sealed class WriteOnSeveralShardsTests
{
    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Database.ExecuteSqlRawAsync("update \"Orders\" set \"Amount\" = 0 where {|#0:\"CompanyId\" in ({0}, {1})|}", companyId, otherId);
            """),
        Verify.Diagnostic(RuleIds.WriteOnSeveralShards).WithLocation(0).WithMessage("'update \"Orders\" set \"Amount\" = 0 wher…' writes on several shards: 'CompanyId' of 'Orders' is given several values, and the query goes to the shard of each"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Database.ExecuteSqlRawAsync("update \"Orders\" set \"Amount\" = 0 where \"CompanyId\" = {0} and \"Id\" in ({1}, {2})", companyId, otherId, 5);
            """));
}
