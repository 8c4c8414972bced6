using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class JoinWithLocalTableTests
{
    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Join(db.Jobs, o => o.CompanyId, j => j.CompanyId, (o, j) => o).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.JoinWithLocalTable).WithLocation(0).WithMessage("'db.Orders' brings the local table 'Job' together with sharded tables: 'Job' is a local table of the coordinator, so rows are pulled there or sent out for the join. Make it a reference table, or read it by a query of its own"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Jobs.Join(db.Jobs, o => o.CompanyId, j => j.CompanyId, (o, j) => o).ToListAsync();
            """));
}
