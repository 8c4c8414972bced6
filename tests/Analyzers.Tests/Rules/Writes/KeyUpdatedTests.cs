using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Writes;

public sealed class KeyUpdatedTests
{
    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Database.ExecuteSqlAsync($"update \"Orders\" set {|#0:\"CompanyId\" = 0|} where \"CompanyId\" = {companyId}");
            """),
        Verify.Diagnostic(RuleIds.KeyUpdated).WithLocation(0).WithMessage("'update \"Orders\" set \"CompanyId\" = 0 w…' changes the distribution key 'CompanyId': the key says which shard a row is on, and Citus does not move rows. Citus says: “modifying the partition value of rows is not allowed”"));

    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId).{|#0:ExecuteUpdateAsync|}(s => s.SetProperty(o => o.CompanyId, 5));
            """),
        Verify.Diagnostic(RuleIds.KeyUpdated).WithLocation(0).WithMessage("'db.Orders' changes the distribution key 'CompanyId': the key says which shard a row is on, and Citus does not move rows. Citus says: “modifying the partition value of rows is not allowed”"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId).ExecuteUpdateAsync(s => s.SetProperty(o => o.Amount, 5));
            """));
}
