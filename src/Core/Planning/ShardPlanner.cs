using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Explaining;
using ShardSafety.Core.Planning.Postgres.Reading;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning;

/// <summary>The one planner: what Citus does with a statement over the tables of a model.</summary>
internal static class ShardPlanner
{
    /// <summary>A statement with more flags than this is planned without regard to which way they go.</summary>
    private const int MostFlags = 3;

    /// <summary>Judges a statement. Never throws on any shape; what it cannot judge is <see cref="Verdict.Unknown"/> with its reason.</summary>
    public static Plan Plan(Statement statement, ICatalog catalog, PlannerOptions options)
    {
        var flags = new HashSet<string>();
        var plan = Judge(statement, catalog, options, ImmutableDictionary<string, bool>.Empty, flags);
        if (plan.Verdict is not (Verdict.Local or Verdict.Router or Verdict.Unknown) && flags.Count is > 0 and <= MostFlags)
        {
            plan = WorstWay(statement, catalog, options, flags, plan);
        }

        return PlanExplainer.Explain(plan, statement, catalog);
    }

    /// <summary>
    /// Citus plans with the values: <c>@all AND a.key = @a OR NOT @all AND a.key = @b</c> is one key either way. The worst of
    /// the ways counts, and the plan that leaves the flags open stands where one of them is as bad.
    /// </summary>
    private static Plan WorstWay(Statement statement, ICatalog catalog, PlannerOptions options, HashSet<string> flags, Plan open)
    {
        IEnumerable<ImmutableDictionary<string, bool>> ways = [ImmutableDictionary<string, bool>.Empty];
        foreach (var flag in flags.OrderBy(static f => f, System.StringComparer.Ordinal))
        {
            ways = ways.SelectMany(way => new[] { way.Add(flag, true), way.Add(flag, false) });
        }

        Plan? worst = null;
        foreach (var way in ways)
        {
            var plan = Judge(statement, catalog, options, way, []);
            if (plan.Verdict >= open.Verdict)
            {
                return open;
            }

            worst = worst is null || plan.Verdict > worst.Verdict ? plan : worst;
        }

        return worst!;
    }

    private static Plan Judge(Statement statement, ICatalog catalog, PlannerOptions options, ImmutableDictionary<string, bool> decided, HashSet<string> flags)
    {
        if (statement.Unreadable.Length > 0)
        {
            return PlanDescriber.Unknown(statement.Unreadable[0].Reason, statement.Unreadable[0].At);
        }

        if (statement.Kind != StatementKind.Query || statement.Query is null)
        {
            return PlanDescriber.Utility(statement, catalog);
        }

        var translator = new QueryTranslator(catalog) { SameValues = statement.SameValues, Decided = decided };
        var query = translator.Read(statement.Query);
        flags.UnionWith(translator.Flags);
        if (translator.Unreadable is { } unreadable)
        {
            return PlanDescriber.Unknown(unreadable.Reason, unreadable.At);
        }

        var plan = Planned(query, options, translator);
        return translator.Doubtful is { } doubtful && plan.Verdict is not (Verdict.Local or Verdict.Router)
            ? PlanDescriber.Unknown(doubtful.Reason + " may fix the key or not", doubtful.At)
            : plan;
    }

    private static Plan Planned(PgQuery query, PlannerOptions options, QueryTranslator translator)
    {
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
