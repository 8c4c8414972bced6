using System.Collections.Immutable;
using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>Whether an assignment to the key may change it (Citus <c>multi_router_planner.c</c>, <c>TargetEntryChangesValue</c>).</summary>
internal static class KeyAssignment
{
    /// <summary>
    /// Whether the value is not provably the one that the row has: the column itself, or what the conditions say it equals.
    /// </summary>
    public static bool ChangesKey(PgExpr value, int target, int column, IEnumerable<PgExpr> conditions, bool fastPath)
    {
        value = ConstantFolder.Fold(value);
        if (value is PgVar same && same.Source == target && same.Column == column)
        {
            return false;
        }

        // A parameter stays one where the statement is planned on the fast path, and then proves nothing.
        if (value is not PgVar && (value is not PgConst { IsNull: false } constant || (fastPath && !constant.IsKnown)))
        {
            return true;
        }

        foreach (var condition in conditions)
        {
            if (Implies(condition, value, target, column))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>As far as <c>predicate_implied_by</c> proves <c>column = value</c>: AND needs one arm, OR all of them.</summary>
    private static bool Implies(PgExpr condition, PgExpr value, int target, int column)
    {
        switch (condition)
        {
            case PgBool { Logic: PgLogic.And } all:
                return Some(all.Args, value, target, column);
            case PgBool { Logic: PgLogic.Or } any:
                foreach (var arg in any.Args)
                {
                    if (!Implies(arg, value, target, column))
                    {
                        return false;
                    }
                }

                return any.Args.Length > 0;
            case PgOp { IsEquality: true } op:
                return (IsKey(op.Left, target, column) && SameValue(op.Right, value))
                    || (IsKey(op.Right, target, column) && SameValue(op.Left, value));
            case PgArrayOp { Any: true, Operator.IsEquality: true, Array: PgConst { Value: ImmutableArray<object?> items } } list when items.Length > 0:
                foreach (var item in items)
                {
                    if (value is not PgConst { Value: { } known } || !known.Equals(item))
                    {
                        return false;
                    }
                }

                return IsKey(list.Left, target, column);
            default:
                return false;
        }
    }

    private static bool Some(ImmutableArray<PgExpr> args, PgExpr value, int target, int column)
    {
        foreach (var arg in args)
        {
            if (Implies(arg, value, target, column))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsKey(PgExpr expr, int target, int column) =>
        expr is PgVar var && var.Source == target && var.Column == column;

    private static bool SameValue(PgExpr left, PgExpr right) => (ConstantFolder.Fold(PgTraits.StripImplicit(left)), right) switch
    {
        (PgVar first, PgVar second) => first.Source == second.Source && first.Column == second.Column,
        (PgConst first, PgConst second) => !first.IsNull && first.Identity == second.Identity && Equals(first.Value, second.Value),
        _ => false,
    };
}
