using System;
using System.Collections.Immutable;
using System.Globalization;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Reading;

/// <summary>Finds the operator for two operands and adds the casts it implies (<c>parse_oper.c</c>, <c>parse_coerce.c</c>).</summary>
internal static class OperatorResolver
{
    public static PgExpr Binary(string written, PgExpr left, PgExpr right, Origin at)
    {
        var name = PgOperator.Normalize(written);
        var strategy = PgOperator.StrategyOf(name);
        if (strategy != PgStrategy.None)
        {
            return Comparison(name, strategy, left, right, at);
        }

        var op = Other(name, ref left, ref right);
        return new PgOp(op, ImmutableArray.Create(left, right)) { At = at };
    }

    /// <summary>A comparison; rows are compared column by column.</summary>
    private static PgExpr Comparison(string name, PgStrategy strategy, PgExpr left, PgExpr right, Origin at)
    {
        if (left is PgForm { Kind: PgFormKind.Row } first && right is PgForm { Kind: PgFormKind.Row } second
            && first.Args.Length == second.Args.Length && first.Args.Length > 0
            && strategy is PgStrategy.Equal or PgStrategy.NotEqual)
        {
            var pairs = ImmutableArray.CreateBuilder<PgExpr>(first.Args.Length);
            for (var i = 0; i < first.Args.Length; i++)
            {
                pairs.Add(Comparison(name, strategy, first.Args[i], second.Args[i], at));
            }

            return pairs.Count == 1 ? pairs[0] : new PgBool(strategy == PgStrategy.Equal ? PgLogic.And : PgLogic.Or, pairs.ToImmutable()) { At = at };
        }

        var op = ComparisonOperator(name, left.Type, right.Type);
        return new PgOp(op, ImmutableArray.Create(Coerce(left, op.Left!), Coerce(right, op.Right))) { At = at };
    }

    public static PgOperator ComparisonOperator(string name, SqlType left, SqlType right)
    {
        var (first, second) = PgTypes.Comparable(left, right);
        first = PgTypes.Base(first);
        second = PgTypes.Base(second);
        var family = PgTypes.FamilyOf(first);
        var sameFamily = family is not null && family == PgTypes.FamilyOf(second);
        var stable = first.Name == "timestamptz" != (second.Name == "timestamptz");
        return new PgOperator(name, first, second, SqlType.Bool)
        {
            Family = sameFamily ? family : null,
            Strategy = sameFamily ? PgOperator.StrategyOf(name) : PgStrategy.None,
            Volatility = stable ? Volatility.Stable : Volatility.Immutable,
        };
    }

    private static PgOperator Other(string name, ref PgExpr left, ref PgExpr right)
    {
        switch (name)
        {
            case "||":
                var text = PgTypes.IsText(left.Type) || PgTypes.IsText(right.Type) || (left.Type.IsUnknown && right.Type.IsUnknown);
                if (text && !left.Type.IsArray && !right.Type.IsArray && left.Type.Name != "jsonb" && right.Type.Name != "jsonb")
                {
                    var plain = (PgTypes.IsText(left.Type) || left.Type.IsUnknown) && (PgTypes.IsText(right.Type) || right.Type.IsUnknown);
                    return new PgOperator(name, left.Type, right.Type, SqlType.Text) { Volatility = plain ? Volatility.Immutable : Volatility.Stable };
                }

                return new PgOperator(name, left.Type, right.Type, left.Type.IsUnknown ? right.Type : left.Type) { Strict = !left.Type.IsArray && !right.Type.IsArray };
            case "+" or "-" or "*" or "/" or "%" or "^":
                var result = name == "^" ? SqlType.Float8 : PgTypes.Arithmetic(name, left.Type, right.Type);
                if (PgTypes.IsNumber(result) && !PgTypes.IsDateTime(left.Type) && !PgTypes.IsDateTime(right.Type))
                {
                    left = left.Type.IsUnknown ? Coerce(left, result) : PgTypes.IsInteger(result) || left.Type.Name == result.Name ? left : Coerce(left, result);
                    right = right.Type.IsUnknown ? Coerce(right, result) : PgTypes.IsInteger(result) || right.Type.Name == result.Name ? right : Coerce(right, result);
                }

                return new PgOperator(name, left.Type, right.Type, result)
                {
                    Volatility = left.Type.Name == "timestamptz" || right.Type.Name == "timestamptz" ? Volatility.Stable : Volatility.Immutable,
                };
            case "->>" or "#>>":
                return new PgOperator(name, left.Type, right.Type, SqlType.Text);
            case "->" or "#>" or "#-":
                return new PgOperator(name, left.Type, right.Type, left.Type);
            case "~~" or "!~~" or "~~*" or "!~~*" or "~" or "!~" or "~*" or "!~*" or "@>" or "<@" or "?" or "?|" or "?&" or "&&" or "@@" or "^@" or "@?":
                if (left.Type.IsUnknown && left is PgConst)
                {
                    left = Coerce(left, right.Type.IsUnknown ? SqlType.Text : right.Type);
                }

                if (right.Type.IsUnknown && right is PgConst)
                {
                    right = Coerce(right, PgTypes.IsText(left.Type) ? SqlType.Text : left.Type);
                }

                return new PgOperator(name, left.Type, right.Type, SqlType.Bool);
            default:
                return new PgOperator(name, left.Type, right.Type, left.Type.IsUnknown ? right.Type : left.Type);
        }
    }

    /// <summary>The implied cast to a type; literals become constants of it at once.</summary>
    public static PgExpr Coerce(PgExpr expr, SqlType type)
    {
        if (type.IsUnknown || expr.Type.Name == type.Name)
        {
            return expr;
        }

        if (expr is PgConst constant)
        {
            if (constant.Type.IsUnknown || constant.IsNull)
            {
                return Literal(constant, type);
            }

            if (PgTypes.IsNumber(constant.Type) && PgTypes.IsNumber(type))
            {
                return Number(constant, type);
            }
        }

        if (expr.Type.IsUnknown)
        {
            return expr;
        }

        return new PgCast(expr, type, PgTypes.Method(expr.Type, type), true, PgTypes.CastVolatility(expr.Type, type)) { At = expr.At };
    }

    /// <summary>An untyped literal read as a type.</summary>
    private static PgConst Literal(PgConst constant, SqlType type)
    {
        if (constant.Value is string text)
        {
            if (PgTypes.IsInteger(type) && long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            {
                return PgConst.Of(whole, type);
            }

            if (type.Name == "numeric" && decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return PgConst.Of(number, type);
            }

            if (type.Name == "bool" && text.Trim().ToLowerInvariant() is "t" or "true" or "f" or "false" or "on" or "off" or "1" or "0" or "yes" or "no")
            {
                return PgConst.Of(text.Trim().ToLowerInvariant() is "t" or "true" or "on" or "1" or "yes", type);
            }
        }

        return constant.As(type);
    }

    private static PgConst Number(PgConst constant, SqlType type)
    {
        if (!constant.IsKnown)
        {
            return constant.As(type);
        }

        return type.Name switch
        {
            "numeric" when constant.Value is long whole => PgConst.Of((decimal)whole, type),
            "float4" or "float8" when constant.Value is long whole => PgConst.Of((double)whole, type),
            "float4" or "float8" when constant.Value is decimal number => PgConst.Of((double)number, type),
            _ => constant.As(type),
        };
    }

    /// <summary><c>x IN (…)</c> and <c>x op ANY (array)</c>.</summary>
    public static PgExpr ArrayComparison(string written, bool any, PgExpr left, PgExpr array, Origin at)
    {
        var name = PgOperator.Normalize(written);
        var element = array.Type.Element() ?? SqlType.Unknown;
        var op = PgOperator.StrategyOf(name) != PgStrategy.None
            ? ComparisonOperator(name, left.Type, element)
            : new PgOperator(name, left.Type, element.IsUnknown ? left.Type : element, SqlType.Bool);
        if (array is PgConst constant && (constant.Type.IsUnknown || element.IsUnknown))
        {
            array = constant.As(PgTypes.Base(left.Type).ArrayOf());
        }
        else if (array is PgForm { Kind: PgFormKind.Array } list)
        {
            var items = ImmutableArray.CreateRange(list.Args, item => Coerce(item, op.Right));
            array = new PgForm(PgFormKind.Array, op.Right.ArrayOf(), items) { At = array.At };
        }

        return new PgArrayOp(op, any, Coerce(left, op.Left ?? left.Type), array) { At = at };
    }
}
