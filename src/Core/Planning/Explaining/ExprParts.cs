using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Explaining;

/// <summary>The operands of an expression; a subquery's own parts are not among them.</summary>
internal static class ExprParts
{
    public static IEnumerable<Expr> Of(Expr expr) => expr switch
    {
        BoolExpr e => e.Args,
        NotExpr e => [e.Arg],
        NullTest e => [e.Arg],
        BooleanTest e => [e.Arg],
        DistinctExpr e => [e.Left, e.Right],
        OpExpr e => e.Left is null ? [e.Right] : [e.Left, e.Right],
        ArrayOpExpr e => [e.Left, e.Array],
        ArrayExpr e => e.Items,
        RowExpr e => e.Items,
        FuncExpr e => e.Args,
        CastExpr e => [e.Arg],
        CaseExpr e => Case(e),
        CoalesceExpr e => e.Args,
        MinMaxExpr e => e.Args,
        AggregateExpr e => e.Filter is null ? e.Args : e.Args.Add(e.Filter),
        WindowExpr e => e.Args,
        SubLink { Test: { } test } => [test],
        OpaqueExpr e => e.Parts,
        _ => Enumerable.Empty<Expr>(),
    };

    private static IEnumerable<Expr> Case(CaseExpr expr)
    {
        if (expr.Subject is { } subject)
        {
            yield return subject;
        }

        foreach (var when in expr.Whens)
        {
            yield return when.When;
            yield return when.Then;
        }

        if (expr.Else is { } otherwise)
        {
            yield return otherwise;
        }
    }
}
