using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Writes;

public sealed class WriteOnEveryShardTests
{
    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.{|#0:ExecuteDeleteAsync|}();
            """),
        Verify.Diagnostic(RuleIds.WriteOnEveryShard).WithLocation(0).WithMessage("'db.Orders' writes on every shard: nothing fixes 'CompanyId' of 'Order' to one value. Compare 'CompanyId' of 'Order' with one value"));

    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Database.ExecuteSqlAsync($"update {|#0:\"Orders\"|} set \"Amount\" = 0 where \"Id\" = {otherId}");
            """),
        Verify.Diagnostic(RuleIds.WriteOnEveryShard).WithLocation(0).WithMessage("'update \"Orders\" set \"Amount\" = 0 wher…' writes on every shard: nothing fixes 'CompanyId' of 'Orders' to one value. Compare 'CompanyId' of 'Orders' with one value"));

    [Fact]
    public Task Text_of_a_path() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            var sql = "delete from {|#0:\"Orders\"|}"; if (name != "") sql += " where \"CompanyId\" = @companyId"; await connection.ExecuteAsync(sql, new { companyId });
            """),
        Verify.Diagnostic(RuleIds.WriteOnEveryShard).WithLocation(0).WithMessage("'delete from \"Orders\"' (unless name != \"\") writes on every shard: nothing fixes 'CompanyId' of 'Orders' to one value. Compare 'CompanyId' of 'Orders' with one value"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId).ExecuteDeleteAsync();
            await db.Database.ExecuteSqlAsync($"update \"Orders\" set \"Amount\" = 0 where \"CompanyId\" = {companyId}");
            """));
}
