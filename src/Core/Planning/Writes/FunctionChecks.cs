using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>Which functions a write may call where (Citus <c>multi_router_planner.c</c>, <c>MasterIrreducibleExpression</c>).</summary>
internal sealed class FunctionChecks
{
    /// <summary>A STABLE function is given a column, so that it cannot be computed before the rows are read.</summary>
    public bool HasColumnArgument { get; private set; }

    /// <summary>CASE or COALESCE holds a function that is not IMMUTABLE: evaluated lazily, it cannot be computed beforehand.</summary>
    public bool HasBadCoalesce { get; private set; }

    /// <summary>Looks through an expression, not into subqueries, as <c>expression_tree_walker</c> does not either.</summary>
    public void Look(PgExpr? expr) => Walk(expr, new State());

    public CitusRefusal? Check(string command, Origin at) =>
        HasColumnArgument
            ? new CitusRefusal("STABLE functions used in " + command + " queries cannot be called with column references")
            {
                Cause = PlanCause.FunctionInUpdate,
                At = at,
            }
        : HasBadCoalesce
            ? new CitusRefusal("non-IMMUTABLE functions are not allowed in CASE or COALESCE statements") { Cause = PlanCause.FunctionInUpdate, At = at }
        : null;

    /// <summary>The first volatile call, or null; <c>FindNodeMatchingCheckFunction</c> looks into subqueries too.</summary>
    public static PgExpr? Volatile(PgExpr? expr)
    {
        PgExpr? found = null;
        PgWalk.AnyDeep(expr, part => (found = IsVolatile(part) ? part : null) is not null);
        return found;
    }

    /// <summary><c>CitusIsVolatileFunction</c>: reading the rows of another part does not count.</summary>
    private static bool IsVolatile(PgExpr part) =>
        PgTraits.Own(part) == Volatility.Volatile && part is not PgFunc { Name: "read_intermediate_result" or "read_intermediate_results" };

    public static PgExpr? Volatile(PgQuery query)
    {
        PgExpr? found = null;
        PgWalk.AnyDeep(query, part => (found = IsVolatile(part) ? part : null) is not null);
        return found;
    }

    private sealed class State
    {
        public bool ContainsColumn { get; set; }
    }

    private void Walk(PgExpr? expr, State state)
    {
        switch (expr)
        {
            case null:
                return;
            case PgForm { Kind: PgFormKind.Coalesce or PgFormKind.Case }:
                HasBadCoalesce |= PgTraits.IsMutable(expr);
                return;
            case PgVar:
                state.ContainsColumn = true;
                return;
        }

        if (PgTraits.Own(expr) != Volatility.Stable)
        {
            foreach (var arg in expr.Args)
            {
                Walk(arg, state);
            }

            return;
        }

        var inside = new State();
        foreach (var arg in expr.Args)
        {
            Walk(arg, inside);
        }

        HasColumnArgument |= inside.ContainsColumn;
    }
}
