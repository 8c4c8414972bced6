using System;
using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Folding;

/// <summary>Computes operators and functions over constants, as far as the outcome can matter to a plan.</summary>
internal static class ValueEvaluator
{
    /// <summary>The operator's result; a constant of unknown value where it cannot be computed here.</summary>
    public static PgConst Apply(PgOp op)
    {
        if (op.IsBinary && op.Left is PgConst left && op.Right is PgConst right)
        {
            if (op.Operator.Strategy != PgStrategy.None)
            {
                return Compare(op.Operator.Strategy, left, right) is { } outcome ? PgConst.Bool(outcome) : Unknown(op);
            }

            if (Compute(op.Operator.Name, left, right, op.Type) is { } value)
            {
                return value;
            }
        }

        return Unknown(op);
    }

    public static PgConst Unknown(PgExpr expr) => PgConst.Unknown(Describe(expr), expr.Type);

    /// <summary>Whether the comparison holds; null when that is not known.</summary>
    public static bool? Compare(PgStrategy strategy, PgConst left, PgConst right)
    {
        if (!left.IsKnown || !right.IsKnown)
        {
            if (left.Identity == right.Identity)
            {
                return strategy is PgStrategy.Equal or PgStrategy.LessEqual or PgStrategy.GreaterEqual;
            }

            return null;
        }

        switch (Order(left, right))
        {
            case { } order:
                return strategy switch
                {
                    PgStrategy.Less => order < 0,
                    PgStrategy.LessEqual => order <= 0,
                    PgStrategy.Equal => order == 0,
                    PgStrategy.GreaterEqual => order >= 0,
                    PgStrategy.Greater => order > 0,
                    _ => order != 0,
                };
            case null when strategy is PgStrategy.Equal or PgStrategy.NotEqual && left.Value is string first && right.Value is string second:
                return string.Equals(first, second, StringComparison.Ordinal) == (strategy == PgStrategy.Equal);
            default:
                return null;
        }
    }

    private static int? Order(PgConst left, PgConst right) => (left.Value, right.Value) switch
    {
        (bool first, bool second) => first.CompareTo(second),
        (long or decimal, long or decimal) => ToDecimal(left.Value).CompareTo(ToDecimal(right.Value)),
        (double first, double second) => first.CompareTo(second),
        _ => null,
    };

    private static decimal ToDecimal(object? value) => value is long whole ? whole : (decimal)value!;

    private static PgConst? Compute(string name, PgConst left, PgConst right, SqlType type)
    {
        switch (name)
        {
            case "||" when left.Value is string first && right.Value is string second && type.Name == "text":
                return PgConst.Of(first + second, SqlType.Text);
            case "~~" or "!~~" when left.Value is string text && right.Value is string pattern:
                return PgConst.Bool(LikePattern.Matches(text, pattern) == (name == "~~"));
        }

        if (left.Value is long whole && right.Value is long other)
        {
            switch (name)
            {
                case "+" when Math.Abs(whole) < long.MaxValue / 2 && Math.Abs(other) < long.MaxValue / 2:
                    return PgConst.Of(whole + other, type);
                case "-" when Math.Abs(whole) < long.MaxValue / 2 && Math.Abs(other) < long.MaxValue / 2:
                    return PgConst.Of(whole - other, type);
                case "*" when Math.Abs(whole) < int.MaxValue && Math.Abs(other) < int.MaxValue:
                    return PgConst.Of(whole * other, type);
                case "/" when other is not 0 and not -1:
                    return PgConst.Of(whole / other, type);
                case "%" when other is not 0 and not -1:
                    return PgConst.Of(whole % other, type);
            }
        }

        return null;
    }

    /// <summary>A function's or cast's result over constants.</summary>
    public static PgConst Call(PgFunc func)
    {
        return FunctionEvaluator.Call(func) ?? Unknown(func);
    }

    public static PgConst Cast(PgCast cast, PgConst arg)
    {
        if (cast.Method == PgCastMethod.Relabel || arg.IsNull)
        {
            return arg.As(cast.Type);
        }

        return (arg.Value, cast.Type.Name) switch
        {
            (long, "int2" or "int4" or "int8") => arg.As(cast.Type),
            (long whole, "numeric") => PgConst.Of((decimal)whole, cast.Type),
            (long whole, "float4" or "float8") => PgConst.Of((double)whole, cast.Type),
            (decimal number, "int2" or "int4" or "int8") when Math.Abs(number) < long.MaxValue =>
                PgConst.Of((long)Math.Round(number, MidpointRounding.AwayFromZero), cast.Type),
            (decimal number, "float4" or "float8") => PgConst.Of((double)number, cast.Type),
            (long whole, "text" or "varchar") => PgConst.Of(whole.ToString(System.Globalization.CultureInfo.InvariantCulture), cast.Type),
            (string text, _) when OperatorLiteral(text, cast.Type) is { } read => read,
            (string, "uuid" or "text" or "varchar" or "jsonb" or "date" or "timestamp" or "timestamptz") => arg.As(cast.Type),
            _ => arg.IsKnown ? Unknown(cast) : PgConst.Unknown(arg.Identity + "::" + cast.Type.Name, cast.Type),
        };
    }

    private static PgConst? OperatorLiteral(string text, SqlType type) =>
        Reading.OperatorResolver.Coerce(PgConst.Of(text, SqlType.Unknown), type) is PgConst { Value: not string } read ? read : null;

    /// <summary>A name for a computed value: equal computations give equal names.</summary>
    private static string Describe(PgExpr expr) => expr switch
    {
        PgConst { IsKnown: false } unknown => unknown.Identity!,
        PgConst { Value: ImmutableArray<object?> items } => "[" + string.Join(",", items) + "]",
        PgConst known => known.Type.Name + ":" + Convert.ToString(known.Value, System.Globalization.CultureInfo.InvariantCulture),
        PgOp op => op.Operator.Name + Describe(expr.Args),
        PgFunc func => func.Name + Describe(expr.Args),
        _ => expr.GetType().Name + Describe(expr.Args),
    };

    private static string Describe(ImmutableArray<PgExpr> args)
    {
        var text = "(";
        foreach (var arg in args)
        {
            text += Describe(arg) + ";";
        }

        return text + ")";
    }
}
