using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Explaining;

/// <summary>
/// Says of a statement that leaves its shard why it does, at which table, and what to write instead, in words that someone
/// who knows the statement and not the planner can use. The verdict stays as it is.
/// </summary>
internal static class PlanExplainer
{
    public static Plan Explain(Plan plan, Statement statement, ICatalog catalog)
    {
        if (plan.Verdict is Verdict.Local or Verdict.Unknown || statement.Query is not { } query)
        {
            return plan;
        }

        if (plan.Verdict == Verdict.Router)
        {
            return plan.Cause == PlanCause.None && query.Write is { } write && catalog.Find(write.Target.Table)?.Kind == TableKind.Reference
                ? plan with { Cause = PlanCause.ReferenceTableWrite, Reason = "every node has a copy of its rows", Table = write.Target.Display ?? write.Target.Table.Name, At = write.Target.At }
                : plan;
        }

        if (IsSaid(plan.Cause))
        {
            return Write(plan, query, catalog);
        }

        if (plan is { Verdict: Verdict.Repartition, CitusError: null } && query.Write is { } written)
        {
            // No refusal: INSERT … SELECT and MERGE just do it.
            var target = written.Target.Display ?? written.Target.Table.Name;
            return plan with { Reason = "the rows are reshuffled between workers to the shards of '" + target + "' they belong to", Table = target };
        }

        var keys = StatementKeys.Read(query, catalog);
        return plan.Verdict switch
        {
            Verdict.Unsupported or Verdict.Repartition => Refusal(plan, query, keys),
            _ => Spread(plan, keys),
        };
    }

    /// <summary>Causes that the planner gives only where it knows them.</summary>
    private static bool IsSaid(PlanCause cause) => cause is not (PlanCause.None or PlanCause.KeyNotFixed or PlanCause.SeveralKeyValues or PlanCause.IntermediateResult or PlanCause.JoinOffKey or PlanCause.RefusedShape);

    /// <summary>A refused write: the table is the one that is written, and Citus's words stand beside the reason, not in it.</summary>
    private static Plan Write(Plan plan, Query query, ICatalog catalog)
    {
        if (query.Write is not { } write)
        {
            return plan;
        }

        var reason = plan.Cause switch
        {
            PlanCause.KeyUpdated => "the key says which shard a row is on, and Citus does not move rows",
            PlanCause.KeyMissingInInsert => "without the key it is not known which shard the row belongs to",
            PlanCause.FunctionInUpdate => "each shard, and each copy of a row, would compute a value of its own",
            _ => plan.Reason,
        };
        return plan with
        {
            Reason = reason,
            Table = plan.Table ?? write.Target.Display ?? write.Target.Table.Name,
            KeyColumn = plan.KeyColumn ?? catalog.Find(write.Target.Table)?.DistributionColumn,
        };
    }

    private static Plan Refusal(Plan plan, Query query, StatementKeys keys)
    {
        if (!query.Locks.IsEmpty && plan.CitusError?.Contains("FOR UPDATE/SHARE") == true)
        {
            return plan with { Cause = PlanCause.RowLockOverShards, Reason = "the rows to lock are not all on one shard", At = query.Locks[0].At.IsNone ? plan.At : query.Locks[0].At, Repair = FixKey(keys.Uses.FirstOrDefault(Missing)) };
        }

        var missing = keys.Uses.FirstOrDefault(Missing);
        var reason = missing is not null
            ? "nothing fixes " + Key(missing) + " to one value, and Citus cannot run this shape over several shards"
            : Groups(keys) ?? "Citus cannot run this shape";
        return plan with { Reason = reason, Table = plan.Table ?? missing?.Display, KeyColumn = plan.KeyColumn ?? missing?.Key, Repair = plan.Repair ?? JoinOnKey(missing, keys) ?? FixKey(missing) };
    }

    /// <summary>Where another table of the group has the key, joining on it is what was forgotten.</summary>
    private static Repair? JoinOnKey(KeyUse? missing, StatementKeys keys) =>
        missing is not null && keys.Uses.FirstOrDefault(use => use.AnyValue is not null && use.Table.Group == missing.Table.Group) is { } other
            ? new Repair(RepairKind.AddKeyToJoin, "join '" + missing.Display + "' on its key too, " + Key(missing) + " = " + Key(other)) { At = missing.Source.At }
            : null;

    private static Plan Spread(Plan plan, StatementKeys keys)
    {
        if (plan is { Verdict: Verdict.Fanout, Shards: ShardReach.Several })
        {
            var listed = keys.Uses.FirstOrDefault(Missing);
            return plan with
            {
                Cause = PlanCause.SeveralKeyValues,
                Reason = listed is null ? "the key is given several values" : Key(listed) + " is given several values, and the query goes to the shard of each",
                Table = plan.Table ?? listed?.Display,
                KeyColumn = plan.KeyColumn ?? listed?.Key,
                At = listed?.Defeat is { At.IsNone: false } list ? list.At : plan.At,
            };
        }

        if (plan.Verdict == Verdict.Recursive && keys.LocalTable is { } local)
        {
            return plan with
            {
                Cause = PlanCause.LocalTable,
                Table = local.Display ?? local.Table.Name,
                Reason = "'" + (local.Display ?? local.Table.Name) + "' is a local table of the coordinator, so rows are pulled there or sent out for the join",
                At = local.At.IsNone ? plan.At : local.At,
                Repair = new Repair(RepairKind.MarkTable, "make it a reference table, or read it by a query of its own"),
            };
        }

        var given = keys.Uses.Any(use => use.AnyValue is not null);
        if (keys.Uses.FirstOrDefault(use => use.AnyValue is null && use.Defeat is not null) is { } defeated)
        {
            return About(plan, defeated, PlanCause.KeyDefeated, defeated.Defeat!.Reason) with { At = defeated.Defeat.At.IsNone ? plan.At : defeated.Defeat.At };
        }

        if (keys.Uses.FirstOrDefault(Missing) is { } missing)
        {
            return Unfixed(plan, missing, given);
        }

        if (Groups(keys) is { } groups)
        {
            return plan with { Cause = PlanCause.DifferentGroups, Reason = groups };
        }

        if (keys.Uses.Select(use => use.AnyValue).Distinct().Skip(1).Any())
        {
            var other = keys.Uses.First(use => use.AnyValue != keys.Uses[0].AnyValue);
            return About(plan, other, PlanCause.DifferentKeyValues, Key(keys.Uses[0]) + " and " + Key(other) + " are given values that are not known to be the same") with { Repair = null };
        }

        if (keys.Uses.FirstOrDefault(use => use.OwnValue is null) is { } inheriting)
        {
            return About(plan, inheriting, PlanCause.KeyNotInherited, "the part that reads '" + inheriting.Display + "' is planned without the key that is given outside of it")
                with { Repair = new Repair(RepairKind.RepeatKey, "repeat the condition on '" + inheriting.Key + "' inside it") };
        }

        return plan;
    }

    private static Plan Unfixed(Plan plan, KeyUse missing, bool given)
    {
        var reason = "nothing fixes " + Key(missing) + " to one value";
        if (plan.Verdict == Verdict.Fanout)
        {
            return About(plan, missing, given ? PlanCause.JoinOffKey : PlanCause.KeyNotFixed, reason);
        }

        return About(plan, missing, PlanCause.IntermediateResult, reason + ", so a part of the query is computed first and its rows are sent through the coordinator");
    }

    private static Plan About(Plan plan, KeyUse use, PlanCause cause, string reason) => plan with
    {
        Cause = cause,
        Reason = reason,
        Table = use.Display,
        KeyColumn = use.Key,
        At = use.Source.At.IsNone ? plan.At : use.Source.At,
        Repair = plan.Repair ?? FixKey(use),
    };

    private static bool Missing(KeyUse use) => use.AnyValue is null;

    private static string Key(KeyUse use) => "'" + use.Key + "' of '" + use.Display + "'";

    private static Repair? FixKey(KeyUse? use) =>
        use is null ? null : new Repair(RepairKind.FixKey, "compare '" + use.Key + "' of '" + use.Display + "' with one value") { At = use.Source.At };

    private static string? Groups(StatementKeys keys)
    {
        var first = keys.Uses.FirstOrDefault();
        var other = keys.Uses.FirstOrDefault(use => use.Table.Group != first?.Table.Group);
        return first is null || other is null ? null : "'" + first.Display + "' and '" + other.Display + "' are in different colocation groups, so their rows are not on the same nodes";
    }
}
