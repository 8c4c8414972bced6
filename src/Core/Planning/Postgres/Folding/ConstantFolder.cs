using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Folding;

/// <summary>
/// <c>eval_const_expressions</c> (<c>clauses.c</c>): computes what depends on constants alone and simplifies Boolean logic.
/// Stable functions stay.
/// </summary>
internal static class ConstantFolder
{
    public static PgExpr Fold(PgExpr expr)
    {
        switch (expr)
        {
            case PgBool { Logic: PgLogic.And } and:
                return Junction(and, true);
            case PgBool { Logic: PgLogic.Or } or:
                return Junction(or, false);
            case PgBool not:
                return Negation.Negate(Fold(not.Args[0]));
            case PgForm { Kind: PgFormKind.Case } branches:
                return Case(branches);
            case PgForm { Kind: PgFormKind.Coalesce } coalesce:
                return Coalesce(coalesce);
        }

        var folded = expr.Map(Fold);
        return folded switch
        {
            PgOp op => Operator(op),
            PgFunc func => Function(func),
            PgCast cast => Cast(cast),
            PgDistinct distinct => Distinct(distinct),
            PgNullTest test when test.Args[0] is PgConst constant => constant.IsKnown || constant.IsNull
                ? PgConst.Bool(constant.IsNull == test.IsNull)
                : ValueEvaluator.Unknown(test),
            PgBooleanTest test when test.Args[0] is PgConst constant => BooleanTest(test, constant),
            PgForm { Kind: PgFormKind.Array } array when array.Args.All(static item => item is PgConst) => ArrayConstant(array),
            PgArrayOp op when op.Left is PgConst left && op.Array is PgConst array => ArrayOperation(op, left, array),
            _ => folded,
        };
    }

    private static PgExpr Junction(PgBool junction, bool and)
    {
        var kept = ImmutableArray.CreateBuilder<PgExpr>(junction.Args.Length);
        var sawNull = false;
        var pending = new Stack<PgExpr>();
        for (var i = junction.Args.Length - 1; i >= 0; i--)
        {
            pending.Push(junction.Args[i]);
        }

        while (pending.Count > 0)
        {
            var arg = pending.Pop();
            if (arg is PgBool nested && nested.Logic == junction.Logic)
            {
                for (var i = nested.Args.Length - 1; i >= 0; i--)
                {
                    pending.Push(nested.Args[i]);
                }

                continue;
            }

            var folded = Fold(arg);
            if (folded is PgBool inner && inner.Logic == junction.Logic)
            {
                kept.AddRange(inner.Args);
            }
            else if (folded is PgConst { IsNull: true })
            {
                sawNull = true;
            }
            else if (folded is PgConst { Value: bool value })
            {
                if (value != and)
                {
                    return PgConst.Bool(value);
                }
            }
            else if (folded is not PgConst { IsKnown: false } || !and)
            {
                kept.Add(folded);
            }
        }

        if (sawNull)
        {
            kept.Add(PgConst.Null(SqlType.Bool));
        }

        return kept.Count switch
        {
            0 => PgConst.Bool(and),
            1 => kept[0],
            _ => new PgBool(junction.Logic, kept.ToImmutable()) { At = junction.At },
        };
    }

    private static PgExpr Operator(PgOp op)
    {
        if (op.Operator.Strict && op.Args.Any(static arg => arg is PgConst { IsNull: true }))
        {
            return PgConst.Null(op.Type);
        }

        if (op.IsBinary && op.Operator.Strategy is PgStrategy.Equal or PgStrategy.NotEqual && op.Left.Type.Name == "bool"
            && BooleanEquality(op) is { } simpler)
        {
            return simpler;
        }

        return op.Operator.Volatility == Volatility.Immutable && op.Args.All(static arg => arg is PgConst) ? ValueEvaluator.Apply(op) : op;
    }

    /// <summary><c>simplify_boolean_equality</c>: <c>x = true</c> is x.</summary>
    private static PgExpr? BooleanEquality(PgOp op)
    {
        var (constant, other) = op.Right is PgConst ? ((PgConst)op.Right, op.Left) : (op.Left as PgConst, op.Right);
        if (constant?.Value is not bool value)
        {
            return null;
        }

        return value == (op.Operator.Strategy == PgStrategy.Equal) ? other : Negation.Negate(other);
    }

    private static PgExpr Function(PgFunc func)
    {
        if (func.Traits.ReturnsSet)
        {
            return func;
        }

        if (func.Traits.Strict && func.Args.Any(static arg => arg is PgConst { IsNull: true }))
        {
            return PgConst.Null(func.Type);
        }

        return func.Traits.Volatility == Volatility.Immutable && func.Args.All(static arg => arg is PgConst) ? ValueEvaluator.Call(func) : func;
    }

    private static PgExpr Cast(PgCast cast)
    {
        if (cast.Arg is not PgConst constant)
        {
            return cast;
        }

        return cast.Volatility == Volatility.Immutable || constant.IsNull || cast.Method == PgCastMethod.Relabel
            ? ValueEvaluator.Cast(cast, constant)
            : cast;
    }

    private static PgExpr Distinct(PgDistinct distinct)
    {
        if (distinct.Args[0] is not PgConst left || distinct.Args[1] is not PgConst right)
        {
            return distinct;
        }

        if (left.IsNull || right.IsNull)
        {
            return left.IsNull && right.IsNull ? PgConst.False : left.IsKnown && right.IsKnown ? PgConst.True : ValueEvaluator.Unknown(distinct);
        }

        return ValueEvaluator.Compare(PgStrategy.NotEqual, left, right) is { } outcome ? PgConst.Bool(outcome) : ValueEvaluator.Unknown(distinct);
    }

    private static PgConst BooleanTest(PgBooleanTest test, PgConst arg)
    {
        if (!arg.IsKnown)
        {
            return ValueEvaluator.Unknown(test);
        }

        var holds = test.Value is { } value ? !arg.IsNull && Equals(arg.Value, value) : arg.IsNull;
        return PgConst.Bool(holds != test.Negated);
    }

    private static PgExpr Case(PgForm branches)
    {
        var args = ImmutableArray.CreateBuilder<PgExpr>();
        PgExpr? last = null;
        for (var i = 0; i + 1 < branches.Args.Length; i += 2)
        {
            var when = Fold(branches.Args[i]);
            if (when is PgConst { IsKnown: true } constant)
            {
                if (constant.IsFalseOrNull)
                {
                    continue;
                }

                last = Fold(branches.Args[i + 1]);
                break;
            }

            args.Add(when);
            args.Add(Fold(branches.Args[i + 1]));
        }

        last ??= Fold(branches.Args[branches.Args.Length - 1]);
        if (args.Count == 0)
        {
            return last;
        }

        args.Add(last);
        return branches.WithArgs(args.ToImmutable());
    }

    private static PgExpr Coalesce(PgForm coalesce)
    {
        var args = ImmutableArray.CreateBuilder<PgExpr>();
        foreach (var arg in coalesce.Args)
        {
            var folded = Fold(arg);
            if (folded is PgConst { IsNull: true })
            {
                continue;
            }

            args.Add(folded);
            if (folded is PgConst { IsKnown: true })
            {
                break;
            }
        }

        return args.Count switch
        {
            0 => PgConst.Null(coalesce.Type),
            1 => args[0],
            _ => coalesce.WithArgs(args.ToImmutable()),
        };
    }

    private static PgConst ArrayConstant(PgForm array)
    {
        var items = ImmutableArray.CreateBuilder<object?>(array.Args.Length);
        foreach (var item in array.Args)
        {
            var constant = (PgConst)item;
            items.Add(constant.IsKnown ? constant.Value : new UnknownItem(constant.Identity!));
        }

        return PgConst.Of(items.ToImmutable(), array.Type).With(array.At, null);
    }

    private static PgExpr ArrayOperation(PgArrayOp op, PgConst left, PgConst array)
    {
        if (array.Value is not ImmutableArray<object?> items || !left.IsKnown || left.IsNull || op.Operator.Strategy == PgStrategy.None)
        {
            return array.IsNull || left.IsNull ? PgConst.Null(SqlType.Bool) : ValueEvaluator.Unknown(op);
        }

        var sawNull = false;
        foreach (var item in items)
        {
            if (item is null)
            {
                sawNull = true;
                continue;
            }

            if (item is UnknownItem || ValueEvaluator.Compare(op.Operator.Strategy, left, PgConst.Of(item, op.Operator.Right)) is not { } holds)
            {
                return ValueEvaluator.Unknown(op);
            }

            if (holds == op.Any)
            {
                return PgConst.Bool(op.Any);
            }
        }

        return sawNull ? PgConst.Null(SqlType.Bool) : PgConst.Bool(!op.Any);
    }
}

/// <summary>An item of a constant array whose value is not known.</summary>
internal sealed record UnknownItem(string Identity);
