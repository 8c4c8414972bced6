using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class JoinAcrossGroupsTests
{
    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId).Join(db.Devices.Where(d => d.DeviceId == deviceId), o => o.Id, d => d.CompanyId, (o, d) => o).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.JoinAcrossGroups).WithLocation(0).WithMessage("'db.Orders' joins tables of different colocation groups: 'Order' and 'Device' are in different colocation groups, so their rows are not on the same nodes"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId).Join(db.Companies, o => o.CompanyId, c => c.Id, (o, c) => o).ToListAsync();
            """));
}
