using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class RowLocksOverShardsTests
{
    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await connection.QueryAsync<Order>("select * from \"Orders\" {|#0:for update|}");
            """),
        Verify.Diagnostic(RuleIds.RowLocksOverShards).WithLocation(0).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Error).WithMessage("'select * from \"Orders\" for update' locks rows on more than one shard: the rows to lock are not all on one shard. Citus says: “could not run distributed query with FOR UPDATE/SHARE commands”. Compare 'CompanyId' of 'Orders' with one value"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await connection.QueryAsync<Order>("select * from \"Orders\" where \"CompanyId\" = @companyId for update", new { companyId });
            """));
}
