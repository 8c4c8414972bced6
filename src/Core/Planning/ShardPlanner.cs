using System.Linq;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Explaining;
using ShardSafety.Core.Planning.Postgres.Reading;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning;

/// <summary>The one planner: what Citus does with a statement over the tables of a model.</summary>
internal static class ShardPlanner
{
    /// <summary>Judges a statement. Never throws on any shape; what it cannot judge is <see cref="Verdict.Unknown"/> with its reason.</summary>
    public static Plan Plan(Statement statement, ICatalog catalog, PlannerOptions options) =>
        PlanExplainer.Explain(Judge(statement, catalog, options), statement, catalog);

    private static Plan Judge(Statement statement, ICatalog catalog, PlannerOptions options)
    {
        if (statement.Unreadable.Length > 0)
        {
            return PlanDescriber.Unknown(statement.Unreadable[0].Reason, statement.Unreadable[0].At);
        }

        if (statement.Kind != StatementKind.Query || statement.Query is null)
        {
            return PlanDescriber.Utility(statement, catalog);
        }

        var translator = new QueryTranslator(catalog) { SameValues = statement.SameValues };
        var query = translator.Read(statement.Query);
        if (translator.Unreadable is { } unreadable)
        {
            return PlanDescriber.Unknown(unreadable.Reason, unreadable.At);
        }

        var planner = new DistributedPlanner(options, translator.NextSource);
        try
        {
            return PlanDescriber.Describe(planner.Plan(query), planner, query);
        }
        catch (CitusRefusal refusal)
        {
            return PlanDescriber.Describe(refusal, planner, query);
        }
        catch (PlanningLimitException limit)
        {
            return PlanDescriber.Unknown(limit.Message, query.At);
        }
    }
}
