using ShardSafety.Agreement.Linq;
using ShardSafety.Agreement.Recorded;
using ShardSafety.Agreement.Scoring;
using ShardSafety.Agreement.Sql;
using ShardSafety.Core.Planning;

namespace ShardSafety.Agreement.Tests;

/// <summary>How far our verdicts must agree with what a real Citus cluster did.</summary>
public sealed class AgreementTests
{
    private static readonly Options Oracle = new();

    [Theory]
    [InlineData("verdicts", 15, 1.0, 0.99)]
    [InlineData("verdicts", 17, 1.0, 0.99)]
    [InlineData("generated-verdicts", 15, 0.999, 0.995)]
    [InlineData("generated-verdicts", 17, 0.999, 0.995)]
    [InlineData("sql-verdicts", 15, 0.995, 0.99)]
    [InlineData("sql-verdicts", 17, 0.995, 0.99)]
    public void Sql_gets_the_verdict_that_Citus_gave(string suite, int postgres, double safe, double @class)
    {
        var options = Oracle with { Postgres = postgres };
        var recorded = Suites.Load(options).Single(candidate => candidate.Name == suite);
        var leg = new SqlLeg(SchemaFile.Load(options.Schema), new PlannerOptions(PostgresVersion: postgres), bound: true);

        var score = new SuiteScore("sql", suite, [.. leg.Judge(recorded)]);

        ShouldReach(score, safe, @class);
        score.WordsMet.ShouldBeGreaterThanOrEqualTo((int)(0.95 * score.Refusals), score.Line);
    }

    [Fact]
    public void What_PostgreSQL_17_does_otherwise_is_judged_otherwise()
    {
        var fifteen = Suites.Load(Oracle).SelectMany(suite => suite.Queries).ToDictionary(query => query.Id);
        var seventeen = RecordedSuite.Load(Path.Combine(Oracle.Folder, "postgresql-17.json"));
        var leg = new SqlLeg(SchemaFile.Load(Oracle.Schema), new PlannerOptions(PostgresVersion: 17), bound: true);

        var scored = leg.Judge(seventeen).ToList();

        scored.Count.ShouldBe(41);
        scored.Where(query => !query.ClassAgrees).Select(query => query.Query.Id).ShouldBeEmpty();
        scored.ShouldAllBe(query => fifteen[query.Query.Id].Verdict != query.Query.Verdict);
    }

    [Fact]
    public async Task Linq_gets_the_verdict_that_Citus_gave()
    {
        var leg = await LinqLeg.CompileAsync(Oracle, new PlannerOptions(PostgresVersion: Oracle.Postgres));
        leg.Inventory.Failures.ShouldBeEmpty();

        foreach (var suite in Suites.Load(Oracle).Where(suite => suite.Name != "sql-verdicts"))
        {
            ShouldReach(new SuiteScore("linq", suite.Name, [.. leg.Judge(suite)]), suite.Name == "verdicts" ? 1.0 : 0.997, 0.98);
        }
    }

    private static void ShouldReach(SuiteScore score, double safe, double @class)
    {
        score.Scored.ShouldBeGreaterThan(0);
        score.Safe.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(safe * score.Scored), score.Line);
        score.Class.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(@class * score.Scored), score.Line);
        score.Unknown.ShouldBeLessThanOrEqualTo((int)(0.002 * score.Scored), score.Line);
    }
}
