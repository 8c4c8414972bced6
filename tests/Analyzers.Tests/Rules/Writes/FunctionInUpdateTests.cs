using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Rules.Writes;

public sealed class FunctionInUpdateTests
{
    [Fact]
    public Task Sql() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Database.ExecuteSqlAsync($"update \"Orders\" set \"Amount\" = {|#0:random()|}");
            """),
        Verify.Diagnostic(RuleIds.FunctionInUpdate).WithLocation(0).WithMessage("'update \"Orders\" set \"Amount\" = random()' calls a function that Citus does not allow there: each shard, and each copy of a row, would compute a value of its own. Citus says: “functions used in UPDATE queries on distributed tables must not be VOLATILE”"));

    [Fact]
    public Task Linq() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.{|#0:ExecuteUpdateAsync|}(s => s.SetProperty(o => o.Amount, o => (decimal)EF.Functions.Random()));
            """),
        Verify.Diagnostic(RuleIds.FunctionInUpdate).WithLocation(0).WithMessage("'db.Orders' calls a function that Citus does not allow there: each shard, and each copy of a row, would compute a value of its own. Citus says: “functions used in UPDATE queries on distributed tables must not be VOLATILE”"));

    [Fact]
    public Task Not_reported() => Verify.VerifyAnalyzerAsync(
        Shop.Code("""
            await db.Orders.Where(o => o.CompanyId == companyId).ExecuteUpdateAsync(s => s.SetProperty(o => o.Amount, 5));
            """));
}
