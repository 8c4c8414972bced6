using ShardSafety.EntityFrameworkCore.PlanGuard;

namespace ShardSafety.EntityFrameworkCore.Tests.PlanGuard;

public sealed class PlanReaderTests
{
    private const string Citus = "\"Node Type\": \"Custom Scan\", \"Custom Plan Provider\": \"Citus Adaptive\", \"Distributed Query\": ";

    [Theory]
    [InlineData("""[{"Plan": {"Node Type": "Seq Scan"}}]""", CommandPlan.Local, 0)]
    [InlineData("""[{"Plan": {""" + Citus + """{"Job": {"Task Count": 1, "Tasks": []}}}}]""", CommandPlan.Router, 1)]
    [InlineData("""[{"Plan": {""" + Citus + """{"Job": {"Task Count": 32}}}}]""", CommandPlan.Fanout, 32)]
    [InlineData("""[{"Plan": {""" + Citus + """{"Subplans": [{}], "Job": {"Task Count": 1}}}}]""", CommandPlan.Recursive, 1)]
    [InlineData("""[{"Plan": {""" + Citus + """{"Job": {"Task Count": 4, "Dependent Jobs": []}}}}]""", CommandPlan.Repartition, 4)]
    [InlineData("""[{"Plan": {"Custom Plan Provider": "Citus INSERT ... SELECT", "INSERT/SELECT method": "pull to coordinator"}}]""", CommandPlan.Recursive, 0)]
    public void A_plan_is_told_by_its_tasks_and_subplans(string json, CommandPlan plan, int tasks) => PlanReader.Read(json).ShouldBe((plan, tasks));

    [Fact]
    public void Semicolons_in_quotes_and_comments_end_no_statement() =>
        StatementSplitter.Split("-- a;b\nSELECT ';', \";\", E'\\';', $t$;$t$, $1; /* ; /* ; */ ; */ UPDATE x SET y = 1;\n").ShouldBe(
            ["-- a;b\nSELECT ';', \";\", E'\\';', $t$;$t$, $1", "/* ; /* ; */ ; */ UPDATE x SET y = 1"]);
}
