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
    [InlineData("verdicts", 15)]
    [InlineData("verdicts", 17)]
    [InlineData("generated-verdicts", 15)]
    [InlineData("generated-verdicts", 17)]
    [InlineData("sql-verdicts", 15)]
    [InlineData("sql-verdicts", 17, "Sql.S0091")]
    public void Sql_gets_the_verdict_that_Citus_gave_and_a_refusal_its_words(string suite, int postgres, params string[] otherWords)
    {
        var options = Oracle with { Postgres = postgres };
        var recorded = Suites.Load(options).Single(candidate => candidate.Name == suite);
        var leg = new SqlLeg(SchemaFile.Load(options.Schema), new PlannerOptions(PostgresVersion: postgres), bound: true);

        var scored = leg.Judge(recorded).ToList();

        scored.ShouldNotBeEmpty();
        scored.Where(query => !query.ClassAgrees).Select(query => query.Query.Id).ShouldBeEmpty();
        scored.Where(query => query.CitusError is not null && !query.WordsMatch).Select(query => query.Query.Id).ShouldBe(otherWords);
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
    public async Task Linq_gets_the_verdict_that_Citus_gave_and_the_shape_of_the_SQL_that_EF_Core_sent()
    {
        var suites = Suites.Load(Oracle).ToDictionary(suite => suite.Name);
        var sql = new SqlLeg(SchemaFile.Load(Oracle.Schema), new PlannerOptions(PostgresVersion: Oracle.Postgres), bound: false);
        var leg = await LinqLeg.CompileAsync(Oracle, new PlannerOptions(PostgresVersion: Oracle.Postgres));
        leg.Inventory.Failures.ShouldBeEmpty();

        // Two optional filters contradict each other on the recorded path; the other path is judged too.
        Disagreeing(leg, suites["generated-verdicts"]).ShouldBe(["Generated19.Q1982"]);
        Disagreeing(leg, suites["verdicts"]).ShouldBeEmpty();

        // Where an optional filter was recorded, the shapes have a condition less: it makes no difference to where the rows are.
        Parted(leg, suites["generated-verdicts"], sql).ShouldBe(["elsewhere Generated10.Q1010", "limits, grouping, sets Generated03.Q0384", "sources Generated17.Q1747", "where the key reaches 71"]);
        Parted(leg, suites["verdicts"], sql).ShouldBe(["not read RawSql.Execute_sql_sets_key RawSql.Execute_sql_with_key RawSql.Execute_sql_without_key", "where the key reaches 7"]);
    }

    private static IEnumerable<string> Disagreeing(LinqLeg leg, RecordedSuite suite)
    {
        var scored = leg.Judge(suite).ToList();
        scored.ShouldNotBeEmpty();
        return scored.Where(query => !query.ClassAgrees).Select(query => query.Query.Id);
    }

    private static IEnumerable<string> Parted(LinqLeg leg, RecordedSuite suite, SqlLeg sql) => leg.Compare(suite, sql).Parted
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key} {(pair.Value.Count > 5 ? pair.Value.Count : string.Join(" ", pair.Value))}");
}
