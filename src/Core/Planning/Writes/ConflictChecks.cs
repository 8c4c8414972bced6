using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>What ON CONFLICT may do (Citus <c>multi_router_planner.c</c>, <c>ErrorIfOnConflictNotSupported</c>).</summary>
internal static class ConflictChecks
{
    public static CitusRefusal? Check(PgQuery query)
    {
        if (query is not { Write: { HasConflictClause: true } write })
        {
            return null;
        }

        var target = WritePlanner.Target(query);
        var key = target is null ? 0 : CitusTables.KeyColumn(target);
        PgAssignment? changed = null;
        foreach (var assignment in write.ConflictAssignments)
        {
            if (key > 0 && assignment.Position == key)
            {
                // Any column of that position passes, the target's own or that of excluded; the last assignment counts.
                changed = assignment.Value is PgVar var && var.Column == key ? null : assignment;
            }
            else if (assignment.Value is not PgVar && PgTraits.IsMutable(assignment.Value))
            {
                return new CitusRefusal("functions used in the DO UPDATE SET clause of INSERTs on distributed tables must be marked IMMUTABLE")
                {
                    Cause = PlanCause.FunctionInUpdate,
                    At = assignment.At,
                };
            }
        }

        var mutable = PgTraits.IsMutable(write.ArbiterWhere) ? write.ArbiterWhere : PgTraits.IsMutable(write.ConflictWhere) ? write.ConflictWhere : null;
        if (mutable is not null)
        {
            return new CitusRefusal("functions used in the WHERE clause of the ON CONFLICT clause of INSERTs on distributed tables must be marked IMMUTABLE")
            {
                Cause = PlanCause.FunctionInUpdate,
                At = mutable.At,
            };
        }

        return changed is null ? null : ModifyChecks.KeyChanged(changed.At);
    }
}
