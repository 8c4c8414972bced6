using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Writes;

public sealed class ReferenceTableWriteTests
{
    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Database.ExecuteSqlAsync($"update {|#0:\"Countries\"|} set \"Name\" = {name}");
            """),
        Verify.Diagnostic(RuleIds.ReferenceTableWrite).WithLocation(0).WithMessage("'update \"Countries\" set \"Name\" = {0}' writes the reference table 'Countries' on every node in one distributed transaction: every node has a copy of its rows"));

    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Countries.{|#0:ExecuteDeleteAsync|}();
            """),
        Verify.Diagnostic(RuleIds.ReferenceTableWrite).WithLocation(0).WithMessage("'db.Countries' writes the reference table 'Country' on every node in one distributed transaction: every node has a copy of its rows"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Jobs.ExecuteDeleteAsync();
            """));
}
