using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>
/// What INSERT, UPDATE and DELETE may say, whatever shards they touch (Citus <c>multi_router_planner.c</c>,
/// <c>ModifyPartialQuerySupported</c> and <c>TargetlistAndFunctionsSupported</c>).
/// </summary>
internal static class ModifyChecks
{
    public static CitusRefusal KeyChanged(Origin at) =>
        new("modifying the partition value of rows is not allowed") { Cause = PlanCause.KeyUpdated, At = at };

    /// <param name="query">The query as PostgreSQL's planning left it, or as written where several shards are to be written.</param>
    /// <param name="severalShards">Whether it is to run on several shards.</param>
    public static CitusRefusal? Check(PgQuery query, bool severalShards, bool fastPath = false)
    {
        if (query.HasSubLinks && query.Command == CommandKind.Insert)
        {
            return new CitusRefusal("subqueries are not supported within INSERT queries", "Try rewriting your queries with 'INSERT INTO ... SELECT' syntax.") { At = query.At };
        }

        return CheckCtes(query, severalShards) ?? CheckFunctions(query, fastPath) ?? ConflictChecks.Check(query);
    }

    private static CitusRefusal? CheckCtes(PgQuery query, bool severalShards)
    {
        if (query.Ctes.Count > 0 && query.Command == CommandKind.Insert)
        {
            return new CitusRefusal("Router planner doesn't support common table expressions with INSERT queries.") { At = query.At };
        }

        foreach (var cte in query.Ctes)
        {
            if (cte.Query.Command != CommandKind.Select)
            {
                if (severalShards)
                {
                    return new CitusRefusal("Router planner doesn't support non-select common table expressions with multi shard queries.") { At = cte.Query.At };
                }

                if (cte.Query.Command == CommandKind.Insert)
                {
                    return new CitusRefusal("Router planner doesn't support INSERT common table expressions.") { At = cte.Query.At };
                }
            }

            if (cte.Query.HasRowLocks && cte.Query.Sources.Any(CitusTables.IsReference))
            {
                return new CitusRefusal("Router planner doesn't support SELECT FOR UPDATE in common table expressions involving reference tables.") { At = cte.Query.At };
            }

            if (FunctionChecks.Volatile(cte.Query) is { } call)
            {
                return new CitusRefusal("Router planner doesn't support VOLATILE functions in common table expressions.") { At = call.At };
            }

            if (cte.Query.Command == CommandKind.Select && RouterPlanner.CannotRoute(cte.Query) is { } unroutable)
            {
                return unroutable;
            }
        }

        return null;
    }

    private static CitusRefusal? CheckFunctions(PgQuery query, bool fastPath)
    {
        var target = WritePlanner.Target(query);
        var key = target is null ? 0 : CitusTables.KeyColumn(target);
        var conditions = PgWalk.Quals(query.From).ToList();
        var checks = new FunctionChecks();
        if (query.Command == CommandKind.Update)
        {
            // The rewriter has put them in the order of the table's columns.
            foreach (var assignment in Assignments(query).OrderBy(static assignment => assignment.Position))
            {
                if (FunctionChecks.Volatile(assignment.Value) is { } call)
                {
                    return Volatile("functions used in UPDATE queries on distributed tables must not be VOLATILE", call);
                }

                if (key > 0 && assignment.Position == key && KeyAssignment.ChangesKey(assignment.Value, query.ResultSource, key, conditions, fastPath))
                {
                    return KeyChanged(assignment.At);
                }

                checks.Look(assignment.Value);
            }
        }

        // Only the top's own condition: those of joins are not looked at.
        if (FunctionChecks.Volatile(query.From.Quals) is { } condition)
        {
            return Volatile("functions used in the WHERE/ON/WHEN clause of modification queries on distributed tables must not be VOLATILE", condition);
        }

        checks.Look(query.From.Quals);
        return checks.Check("UPDATE", query.At)
            ?? CheckReturning(query)
            ?? (query.Write is { CurrentOf: true } ? new CitusRefusal("cannot run DML queries with cursors") { At = query.At } : null);
    }

    /// <summary>The SET list with the values as planning left them, which are the query's targets.</summary>
    private static IEnumerable<PgAssignment> Assignments(PgQuery query)
    {
        var assignments = query.Write?.Assignments ?? [];
        for (var i = 0; i < assignments.Length; i++)
        {
            yield return i < query.Targets.Count && query.Targets[i].Name == assignments[i].Column
                ? assignments[i] with { Value = query.Targets[i].Expr }
                : assignments[i];
        }
    }

    private static CitusRefusal? CheckReturning(PgQuery query)
    {
        foreach (var target in query.Returning)
        {
            if (PgTraits.IsMutable(target.Expr))
            {
                return new CitusRefusal("non-IMMUTABLE functions are not allowed in the RETURNING clause") { Cause = PlanCause.FunctionInUpdate, At = target.Expr.At };
            }
        }

        return null;
    }

    private static CitusRefusal Volatile(string message, PgExpr call) => new(message) { Cause = PlanCause.FunctionInUpdate, At = call.At };
}
