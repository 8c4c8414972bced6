using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class RepartitionJoinTests
{
    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await connection.QueryAsync<Order>("select * from {|#0:\"Orders\" o|} join \"Devices\" d on d.\"CompanyId\" = o.\"CompanyId\"");
            """),
        Verify.Diagnostic(RuleIds.RepartitionJoin).WithLocation(0).WithMessage("'select * from \"Orders\" o join \"Device…' needs rows to be reshuffled between workers: nothing fixes 'CompanyId' of 'Orders' to one value, and Citus cannot run this shape over several shards. Citus says: “the query contains a join that requires repartitioning”. Compare 'CompanyId' of 'Orders' with one value"));

    [Fact]
    public Task Key_forgotten_in_the_join() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Join(db.Companies, o => o.CustomerId, c => c.Id, (o, c) => o).Where(o => o.CompanyId == companyId).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.RepartitionJoin).WithLocation(0).WithMessage("'db.Orders' needs rows to be reshuffled between workers: nothing fixes 'Id' of 'Company' to one value, and Citus cannot run this shape over several shards. Citus says: “the query contains a join that requires repartitioning”. Join 'Company' on its key too, 'Id' of 'Company' = 'CompanyId' of 'Order'"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Join(db.Companies, o => o.CompanyId, c => c.Id, (o, c) => o).Where(o => o.CompanyId == companyId).ToListAsync();
            """));
}
