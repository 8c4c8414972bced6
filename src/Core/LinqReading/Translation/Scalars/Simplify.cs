using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>
/// Two conditions side by side that EF Core makes one of: repeated ones, opposite ones, and comparisons of one column with
/// constants (<c>SqlNullabilityProcessor</c>, <c>SqlExpressionFactory</c>).
/// </summary>
internal static class Simplify
{
    /// <summary>The one condition, or null when both stay.</summary>
    public static Expr? Pair(BoolOp op, Expr left, Expr right)
    {
        if (ExprSame.As(left, right))
        {
            return left;
        }

        if (IsNullLogic(left) && ExprSame.As(TranslationRun.Negate(left), right))
        {
            return new Constant(op == BoolOp.Or) { Type = SqlType.Bool };
        }

        return ConstantsOf(left) is { } a && ConstantsOf(right) is { } b && Selects.Select.SameColumn(a.Column, b.Column) && a.Negated == b.Negated ? Lists(op, a, b) : null;
    }

    /// <summary>Conditions whose opposite EF Core knows: whether something is NULL.</summary>
    private static bool IsNullLogic(Expr condition)
    {
        switch (condition)
        {
            case NullTest:
                return true;
            case BoolExpr logic:
                foreach (var arg in logic.Args)
                {
                    if (arg is not NullTest)
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    private sealed record Compared(Expr Column, ImmutableArray<Expr> Values, bool Negated);

    private static Compared? ConstantsOf(Expr condition) => condition switch
    {
        ClrEquality { Left: LogicalColumn column, Right: Constant { IsNull: false } value } equality => new Compared(column, ImmutableArray.Create<Expr>(value), equality.Negated),
        ClrEquality { Right: LogicalColumn column, Left: Constant { IsNull: false } value } equality => new Compared(column, ImmutableArray.Create<Expr>(value), equality.Negated),
        ArrayOpExpr { Operator: "=", All: false, Left: LogicalColumn column, Array: ArrayExpr list } when AllConstant(list) => new Compared(column, list.Items, false),
        NotExpr { Arg: ArrayOpExpr { Operator: "=", All: false, Left: LogicalColumn column, Array: ArrayExpr list } } when AllConstant(list) => new Compared(column, list.Items, true),
        _ => null,
    };

    private static bool AllConstant(ArrayExpr list)
    {
        foreach (var item in list.Items)
        {
            if (item is not Constant { IsNull: false })
            {
                return false;
            }
        }

        return true;
    }

    private static Expr? Lists(BoolOp op, Compared a, Compared b)
    {
        var union = (op == BoolOp.Or) != a.Negated;
        var values = ImmutableArray.CreateBuilder<Expr>();
        foreach (var value in a.Values)
        {
            if (union || Holds(b.Values, value))
            {
                values.Add(value);
            }
        }

        if (union)
        {
            foreach (var value in b.Values)
            {
                if (!Holds(a.Values, value))
                {
                    values.Add(value);
                }
            }
        }

        return values.Count switch
        {
            0 => new Constant(a.Negated) { Type = SqlType.Bool },
            1 => new ClrEquality(a.Column, values[0], a.Negated) { Type = SqlType.Bool, At = a.Column.At },
            _ => Not(new ArrayOpExpr("=", a.Column, new ArrayExpr(values.ToImmutable()) { Type = a.Column.Type.ArrayOf() }, All: false) { Type = SqlType.Bool, At = a.Column.At }, a.Negated),
        };
    }

    private static Expr Not(Expr condition, bool negated) => negated ? new NotExpr(condition) { Type = SqlType.Bool } : condition;

    private static bool Holds(ImmutableArray<Expr> values, Expr value)
    {
        foreach (var candidate in values)
        {
            if (ExprSame.As(candidate, value))
            {
                return true;
            }
        }

        return false;
    }
}
