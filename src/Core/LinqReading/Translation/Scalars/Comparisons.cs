using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>
/// <c>a.CompareTo(b)</c>: -1, 0 or 1 by a CASE, which EF Core turns into a plain comparison where it is itself compared with
/// one of these (<c>SqlExpressionSimplifyingExpressionVisitor</c>).
/// </summary>
internal static class Comparisons
{
    public static Expr Of(ImmutableArray<Expr> args, Origin at)
    {
        return new CaseExpr(null, ImmutableArray.Create(When("=", 0), When(">", 1), When("<", -1)), null) { Type = SqlType.Int4, At = at };

        CaseWhen When(string op, long number) => new(new OpExpr(op, args[0], args[1]) { Type = SqlType.Bool }, new Constant(number) { Type = SqlType.Int4 });
    }

    /// <summary>What the comparison of a result with a number comes to; null where it is none.</summary>
    public static Expr? Against(Expr result, string op, Expr number, Origin at)
    {
        if (result is not CaseExpr { Subject: null, Whens: [{ When: OpExpr { Operator: "=", Left: { } left, Right: var right } }, _, { Then: Constant { Value: -1L } }] }
            || number is not Constant { Value: { } value } || !long.TryParse(value.ToString(), out var wanted))
        {
            return null;
        }

        return (wanted, op) switch
        {
            (0, "=") => new ClrEquality(left, right, Negated: false) { Type = SqlType.Bool, At = at },
            (0, "<>") => new ClrEquality(left, right, Negated: true) { Type = SqlType.Bool, At = at },
            (0, _) => new OpExpr(op, left, right) { Type = SqlType.Bool, At = at },
            (1, "=" or ">=") => new OpExpr(">", left, right) { Type = SqlType.Bool, At = at },
            (1, "<>" or "<") => new OpExpr("<=", left, right) { Type = SqlType.Bool, At = at },
            (-1, "=" or "<=") => new OpExpr("<", left, right) { Type = SqlType.Bool, At = at },
            (-1, "<>" or ">") => new OpExpr(">=", left, right) { Type = SqlType.Bool, At = at },
            _ => null,
        };
    }
}
