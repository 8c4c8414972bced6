using ShardSafety.Agreement.Recorded;
using ShardSafety.Agreement.Scoring;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;

namespace ShardSafety.Agreement.Sql;

/// <summary>Takes recorded SQL text through the SQL front end and the planner.</summary>
internal sealed class SqlLeg(ICatalog catalog, PlannerOptions options, bool bound)
{
    public IEnumerable<ScoredQuery> Judge(RecordedSuite suite) =>
        suite.Queries.Where(query => query.IsScored).Select(query => new ScoredQuery(query, Worst(query.Commands.Select(Judge))));

    public Plan Judge(RecordedCommand command)
    {
        var plans = Read(command).Select(statement => ShardPlanner.Plan(statement, catalog, options));
        return Worst(plans);
    }

    public IReadOnlyList<Statement> Read(RecordedCommand command) =>
        SqlReader.Read(command.Sql, new SqlReaderOptions { FindTable = catalog.Find, ResolveParameter = Binding.For(command, bound) });

    private static Plan Worst(IEnumerable<Plan> plans) =>
        plans.MaxBy(plan => plan.Verdict) ?? new Plan(Verdict.Unknown, ShardReach.None, "no statement was read");
}
