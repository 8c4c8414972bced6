using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Selects;

/// <summary>Whether two conditions say the same, wherever they were written. Subqueries never do.</summary>
internal static class ExprSame
{
    public static bool As(Expr a, Expr b, int depth = 0)
    {
        if (depth > 40)
        {
            return false;
        }

        switch (a, b)
        {
            case (LogicalColumn or LogicalSlot, LogicalColumn or LogicalSlot):
                return Select.SameColumn(a, b);
            case (Constant x, Constant y):
                return Equals(x.Value, y.Value);
            case (Parameter x, Parameter y):
                return x.Identity == y.Identity;
            case (ClrEquality x, ClrEquality y):
                return x.Negated == y.Negated && As(x.Left, y.Left, depth + 1) && As(x.Right, y.Right, depth + 1);
            case (NullTest x, NullTest y):
                return x.IsNull == y.IsNull && As(x.Arg, y.Arg, depth + 1);
            case (OpExpr x, OpExpr y):
                return x.Operator == y.Operator && (x.Left is null ? y.Left is null : y.Left is not null && As(x.Left, y.Left, depth + 1)) && As(x.Right, y.Right, depth + 1);
            case (ArrayOpExpr x, ArrayOpExpr y):
                return x.Operator == y.Operator && x.All == y.All && As(x.Left, y.Left, depth + 1) && As(x.Array, y.Array, depth + 1);
            case (FuncExpr x, FuncExpr y):
                return x.Name == y.Name && All(x.Args, y.Args, depth);
            case (BoolExpr x, BoolExpr y):
                return x.Op == y.Op && All(x.Args, y.Args, depth);
            case (CastExpr x, CastExpr y):
                return x.Type.Equals(y.Type) && As(x.Arg, y.Arg, depth + 1);
            default:
                return ReferenceEquals(a, b) && a is not (LogicalSubquery or ClrContains);
        }
    }

    private static bool All(ImmutableArray<Expr> a, ImmutableArray<Expr> b, int depth)
    {
        if (a.Length != b.Length)
        {
            return false;
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (!As(a[i], b[i], depth + 1))
            {
                return false;
            }
        }

        return true;
    }
}
