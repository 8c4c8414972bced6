using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Folding;

/// <summary><c>negate_clause</c> (<c>prepqual.c</c>): pushes a NOT down as far as it goes.</summary>
internal static class Negation
{
    public static PgExpr Negate(PgExpr expr)
    {
        switch (expr)
        {
            case PgConst { IsNull: true }:
                return expr;
            case PgConst { Value: bool value }:
                return PgConst.Bool(!value);
            case PgOp op when op.Operator.Negator() is { } negator:
                return new PgOp(negator, op.Args) { At = op.At };
            case PgArrayOp array when array.Operator.Negator() is { } negator:
                return new PgArrayOp(negator, !array.Any, array.Left, array.Array) { At = array.At };
            case PgBool { Logic: PgLogic.Not } not:
                return not.Args[0];
            case PgBool junction:
                return new PgBool(junction.Logic == PgLogic.And ? PgLogic.Or : PgLogic.And, ImmutableArray.CreateRange(junction.Args, Negate)) { At = junction.At };
            case PgNullTest test:
                return new PgNullTest(test.Args[0], !test.IsNull) { At = test.At };
            case PgBooleanTest test:
                return new PgBooleanTest(test.Args[0], test.Value, !test.Negated) { At = test.At };
            default:
                return PgBool.Not(expr);
        }
    }
}
