using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Analysis;

public sealed class UnknownVerdictTests
{
    [Fact]
    public Task Text_from_the_caller() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await connection.{|#0:QueryAsync<Order>(name)|};
            """),
        Verify.Diagnostic(RuleIds.Unknown).WithLocation(0).WithMessage("On which shards 'name' runs is not known: the text is given by the caller through 'name'"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await connection.QueryAsync<Order>("select * from \"Orders\" where \"CompanyId\" = @companyId", new { companyId });
            """));
}
