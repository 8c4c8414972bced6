using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Folding;

/// <summary>Volatility and strictness of expressions (<c>clauses.c</c>).</summary>
internal static class PgTraits
{
    /// <summary><c>contain_volatile_functions</c>, which looks into subqueries.</summary>
    public static bool IsVolatile(PgExpr? expr) => PgWalk.AnyDeep(expr, static part => Own(part) == Volatility.Volatile);

    public static bool IsVolatile(PgQuery query) => PgWalk.AnyDeep(query, static part => Own(part) == Volatility.Volatile);

    /// <summary><c>contain_mutable_functions</c>.</summary>
    public static bool IsMutable(PgExpr? expr) => PgWalk.AnyDeep(expr, static part => Own(part) != Volatility.Immutable);

    public static Volatility Own(PgExpr expr) => expr switch
    {
        PgFunc func => func.Traits.Volatility,
        PgOp op => op.Operator.Volatility,
        PgCast cast => cast.Volatility,
        PgArrayOp array => array.Operator.Volatility,
        PgOpaque opaque => opaque.Volatility,
        _ => Volatility.Immutable,
    };

    public static bool ContainsSubPlan(PgExpr? expr) => PgWalk.Any(expr, static part => part is PgSubPlan or PgSubLink);

    public static bool ContainsAggregate(PgExpr? expr) => PgWalk.Any(expr, static part => part is PgAggregate { Outer: false } or PgForm { Kind: PgFormKind.GroupingFunc });

    /// <summary><c>contain_nonstrict_functions</c>: whether it may give a value though an input is NULL.</summary>
    public static bool IsNonStrict(PgExpr expr) => PgWalk.Any(expr, static part => part switch
    {
        PgFunc func => !func.Traits.Strict,
        PgOp op => !op.Operator.Strict,
        PgArrayOp array => !IsStrictArrayOp(array, false),
        PgBool logic => logic.Logic != PgLogic.Not,
        PgDistinct or PgNullTest or PgBooleanTest or PgForm or PgAggregate or PgWindow or PgSubLink or PgSubPlan or PgOpaque => true,
        _ => false,
    });

    /// <summary>
    /// <c>is_strict_saop</c>: with an empty array ANY gives false and ALL gives true, so strictness asks for an array that is
    /// known not to be empty, unless false is as good as NULL.
    /// </summary>
    public static bool IsStrictArrayOp(PgArrayOp array, bool falseWillDo)
    {
        if (!array.Operator.Strict)
        {
            return false;
        }

        if (array.Any && falseWillDo)
        {
            return true;
        }

        return array.Array switch
        {
            PgConst { Value: ImmutableArray<object?> items } => items.Length > 0,
            PgForm { Kind: PgFormKind.Array } form => form.Args.Length > 0,
            _ => false,
        };
    }

    /// <summary><c>strip_implicit_coercions</c>.</summary>
    public static PgExpr StripImplicit(PgExpr expr)
    {
        while (expr is PgCast { Implicit: true } cast)
        {
            expr = cast.Arg;
        }

        return expr;
    }
}
