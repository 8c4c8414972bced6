using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning;

/// <summary>Says a plan in words for people.</summary>
internal static class PlanDescriber
{
    public static Plan Unknown(string reason, Origin at) =>
        new(Verdict.Unknown, ShardReach.None, reason) { At = at, Cause = PlanCause.Unreadable };

    /// <summary>Statements that are no query run where their tables are; they have no plan to judge.</summary>
    public static Plan Utility(Statement statement, ICatalog catalog)
    {
        var tables = statement.Tables.Select(source => catalog.Find(source.Table)).Where(static table => table is not null).Select(static table => table!).ToList();
        if (tables.Exists(static table => table.Kind == TableKind.Distributed))
        {
            var table = statement.Tables.First(source => catalog.Find(source.Table)?.Kind == TableKind.Distributed);
            return new Plan(Verdict.Fanout, ShardReach.All, statement.Verb + " reaches every shard of " + (table.Display ?? table.Table.Name))
            {
                At = table.At, Table = table.Display ?? table.Table.Name, Cause = PlanCause.KeyNotFixed,
            };
        }

        return tables.Exists(static table => table.Kind is not (TableKind.Unmarked or TableKind.Local))
            ? new Plan(Verdict.Router, ShardReach.One, statement.Verb + " reaches one shard")
            : new Plan(Verdict.Local, ShardReach.None, "no Citus table takes part");
    }

    public static Plan Describe(CitusPlan plan, DistributedPlanner planner, PgQuery query)
    {
        var steps = planner.Steps.ToImmutableArray();
        if (plan.IsLocal)
        {
            return new Plan(Verdict.Local, ShardReach.None, "no Citus table takes part") { Steps = steps };
        }

        if (plan.Repartitions)
        {
            return At(new Plan(Verdict.Repartition, ShardReach.All, "rows are reshuffled between workers for a join off the key")
            {
                Cause = PlanCause.JoinOffKey, Steps = steps,
            }, planner, query);
        }

        if (plan.Parts > 0 || plan.PullsRows)
        {
            var part = planner.Parts.FirstOrDefault(static at => !at.IsNone);
            return At(new Plan(Verdict.Recursive, plan.Shards.IsSeveral ? ShardReach.Several : ShardReach.One, "a part is planned on its own, and its rows go through the coordinator")
            {
                Cause = PlanCause.IntermediateResult, Steps = steps, At = part == default ? query.At : part,
            }, planner, query);
        }

        if (!plan.Shards.IsSeveral)
        {
            return new Plan(Verdict.Router, ShardReach.One, plan.Shards.IsEmpty ? "the condition is never true, no shard is read" : "one shard has all the rows") { Steps = steps };
        }

        return At(new Plan(Verdict.Fanout, plan.Shards.IsAll ? ShardReach.All : ShardReach.Several, "the query runs on every shard")
        {
            Cause = plan.Shards.IsAll ? PlanCause.KeyNotFixed : PlanCause.SeveralKeyValues, Steps = steps,
        }, planner, query);
    }

    public static Plan Describe(CitusRefusal refusal, DistributedPlanner planner, PgQuery query) =>
        At(new Plan(refusal.IsRepartition ? Verdict.Repartition : Verdict.Unsupported, ShardReach.None, "Citus refuses: " + refusal.Message)
        {
            CitusError = refusal.Words,
            Cause = refusal.Cause ?? (refusal.IsRepartition ? PlanCause.JoinOffKey : PlanCause.RefusedShape),
            At = refusal.At.IsNone ? refusal.Culprit?.At ?? refusal.At : refusal.At,
            Table = refusal.Culprit?.Display,
            Steps = planner.Steps.ToImmutableArray(),
        }, planner, query);

    /// <summary>Names the table whose key is missing, where there is one.</summary>
    private static Plan At(Plan plan, DistributedPlanner planner, PgQuery query)
    {
        var culprit = planner.FirstSight?.Relations.FirstOrDefault(relation => CitusTables.HasKey(relation.Source) && ShardPruner.Prune(relation).IsSeveral)?.Source;
        if (culprit is null)
        {
            return plan.At.IsNone ? plan with { At = query.At } : plan;
        }

        return plan with
        {
            Table = plan.Table ?? culprit.Display,
            KeyColumn = plan.KeyColumn ?? culprit.Table?.DistributionColumn,
            At = plan.At.IsNone ? culprit.At : plan.At,
        };
    }
}
