using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Writes;

public sealed class InsertWithoutKeyTests
{
    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Database.ExecuteSqlAsync($"{|#0:insert into \"Orders\" (\"Id\") values ({companyId})|}");
            """),
        Verify.Diagnostic(RuleIds.InsertWithoutKey).WithLocation(0).WithMessage("'insert into \"Orders\" (\"Id\") values ({0})' inserts without a value for the distribution key 'CompanyId': without the key it is not known which shard the row belongs to. Citus says: “cannot perform an INSERT without a partition column value”"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Database.ExecuteSqlAsync($"insert into \"Orders\" (\"CompanyId\", \"Id\") values ({companyId}, 1)");
            """));
}
