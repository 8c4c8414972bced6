using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Selects;

internal sealed record JoinKey(Expr Outer, string Operator, Expr Inner, Expr Condition);

/// <summary>
/// Finds the conditions of an inner select that compare its columns with the outer's, so that they can be a join's condition
/// (EF Core's <c>TryExtractJoinKey</c>). Null when there is none, or when they could not be moved.
/// </summary>
internal static class JoinKeys
{
    public static List<JoinKey>? Extract(Select outer, Select inner, List<Expr> conditions, IReadOnlyList<Expr> projected, bool allowInequality)
    {
        var keys = new List<JoinKey>();
        var rest = new List<Expr>();
        foreach (var condition in conditions)
        {
            if (KeyOf(outer, inner, condition, allowInequality) is { } key)
            {
                keys.Add(key);
            }
            else if (!IsOuterNullCheck(outer, condition))
            {
                rest.Add(condition);
            }
        }

        if (keys.Count == 0)
        {
            return null;
        }

        if (inner.Distinct || inner.IsGrouped)
        {
            foreach (var key in keys)
            {
                if (!Contains(projected, key.Inner))
                {
                    return null;
                }
            }
        }

        conditions.Clear();
        conditions.AddRange(rest);
        return keys;
    }

    public static Expr Condition(List<JoinKey> keys)
    {
        if (keys.Count == 1)
        {
            return keys[0].Condition;
        }

        var args = ImmutableArray.CreateBuilder<Expr>(keys.Count);
        foreach (var key in keys)
        {
            args.Add(key.Condition);
        }

        return new BoolExpr(BoolOp.And, args.ToImmutable()) { Type = SqlType.Bool };
    }

    /// <summary>Whether anything in an inner select, or what it gives, still names the outer.</summary>
    public static bool NamesOuter(Select outer, Select inner, IReadOnlyList<Expr> projected)
    {
        var search = new OuterReferences(outer);
        foreach (var expr in projected)
        {
            if (search.In(expr))
            {
                return true;
            }
        }

        return search.In(inner);
    }

    private static JoinKey? KeyOf(Select outer, Select inner, Expr condition, bool allowInequality)
    {
        Expr left;
        Expr right;
        string op;
        switch (condition)
        {
            case ClrEquality equality when !equality.Negated || allowInequality:
                (left, right, op) = (equality.Left, equality.Right, equality.Negated ? "<>" : "=");
                break;
            case OpExpr { Left: { } l, Operator: "=" or "<" or "<=" or ">" or ">=" } comparison when allowInequality || comparison.Operator == "=":
                (left, right, op) = (l, comparison.Right, comparison.Operator);
                break;
            default:
                return null;
        }

        if (In(outer, left) && In(inner, right))
        {
            return new JoinKey(left, op, right, Sql(op, left, right, condition.At));
        }

        if (In(outer, right) && In(inner, left))
        {
            op = op switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => op };
            return new JoinKey(right, op, left, Sql(op, right, left, condition.At));
        }

        return null;
    }

    private static Expr Sql(string op, Expr left, Expr right, Origin at) =>
        op switch
        {
            "<>" => new ClrEquality(left, right, Negated: true) { Type = SqlType.Bool, At = at },
            _ => new OpExpr(op, left, right) { Type = SqlType.Bool, At = at },
        };

    /// <summary>Only bare columns move.</summary>
    private static bool In(Select select, Expr expr) => expr switch
    {
        LogicalColumn column => select.Holds(column.Table),
        LogicalSlot slot => !ReferenceEquals(slot.Slot.Owner, select) && select.Holds(slot.Slot),
        _ => false,
    };

    private static bool IsOuterNullCheck(Select outer, Expr condition) =>
        condition is NullTest { IsNull: false, Arg: var arg } && In(outer, arg);

    private static bool Contains(IReadOnlyList<Expr> list, Expr expr)
    {
        foreach (var item in list)
        {
            if (Select.SameColumn(item, expr))
            {
                return true;
            }
        }

        return false;
    }
}
