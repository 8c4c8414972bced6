using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Queries;

public sealed class FanOutTests
{
    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.Amount > 5).{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.FanOut).WithLocation(0).WithMessage("'db.Orders' runs on every shard: nothing fixes 'CompanyId' of 'Order' to one value. Compare 'CompanyId' of 'Order' with one value"));

    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await connection.QueryAsync<Order>("select * from {|#0:\"Orders\"|} where \"Amount\" > 5");
            """),
        Verify.Diagnostic(RuleIds.FanOut).WithLocation(0).WithMessage("'select * from \"Orders\" where \"Amount\"…' runs on every shard: nothing fixes 'CompanyId' of 'Orders' to one value. Compare 'CompanyId' of 'Orders' with one value"));

    [Fact]
    public Task Shards_are_counted_where_the_mark_counts_them() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Devices.{|#0:ToListAsync|}();
            """),
        Verify.Diagnostic(RuleIds.FanOut).WithLocation(0).WithMessage("'db.Devices' runs on all 64 shards: nothing fixes 'DeviceId' of 'Device' to one value. Compare 'DeviceId' of 'Device' with one value"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId).ToListAsync();
            await db.Countries.ToListAsync();
            await db.Jobs.ToListAsync();
            await connection.QueryAsync<Order>("select * from \"Orders\" where \"CompanyId\" = @companyId", new { companyId });
            using var command = new NpgsqlCommand("select 1", connection);
            """));
}
