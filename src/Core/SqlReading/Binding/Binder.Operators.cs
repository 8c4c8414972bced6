using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;
using ShardSafety.Core.SqlReading.Types;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>Operators and the casts they imply (<c>parse_oper.c</c>, <c>parse_coerce.c</c>).</summary>
internal sealed partial class Binder
{
    /// <summary>Walks a chain that leans to the left without recursion.</summary>
    private Expr BindOperator(OperatorSyntax syntax, Scope scope)
    {
        var spine = new Stack<OperatorSyntax>();
        ExprSyntax? leftmost = syntax;
        while (leftmost is OperatorSyntax op)
        {
            spine.Push(op);
            leftmost = op.Left;
        }

        var result = leftmost is null ? null : Bind(leftmost, scope);
        while (spine.Count > 0)
        {
            var op = spine.Pop();
            result = Operate(op.Name, result, Bind(op.Right, scope), At(op));
        }

        return result!;
    }

    private static Expr Operate(string name, Expr? left, Expr right, Origin at)
    {
        if (left is null)
        {
            return new OpExpr(name, null, right) { Type = OperatorTypes.Prefix(name, right.Type), At = at };
        }

        if (left is RowExpr leftRow && right is RowExpr rightRow && name is "=" or "<>" && leftRow.Items.Length == rightRow.Items.Length && leftRow.Items.Length > 0)
        {
            return OperateRows(name, leftRow, rightRow, at);
        }

        if (right is SubLink { Kind: SubLinkKind.Scalar } row && left is RowExpr)
        {
            // (a, b) = (SELECT …) compares with the one row there is.
            return new OpExpr(name, left, row) { Type = SqlType.Bool, At = at };
        }

        var (leftType, rightType, result) = OperatorTypes.Resolve(name, left.Type, right.Type);
        return new OpExpr(name, Coerce(left, leftType), Coerce(right, rightType)) { Type = result, At = at };
    }

    /// <summary>Rows are equal where all their fields are (<c>make_row_comparison_op</c>).</summary>
    private static Expr OperateRows(string name, RowExpr left, RowExpr right, Origin at)
    {
        var parts = ImmutableArray.CreateBuilder<Expr>(left.Items.Length);
        for (var i = 0; i < left.Items.Length; i++)
        {
            parts.Add(Operate(name, left.Items[i], right.Items[i], at));
        }

        return parts.Count == 1
            ? parts[0]
            : new BoolExpr(name == "=" ? BoolOp.And : BoolOp.Or, parts.MoveToImmutable()) { Type = SqlType.Bool, At = at };
    }

    /// <summary>
    /// The expression as a value of a type. Untyped literals and parameters take the type; number constants are
    /// converted at once; types that are the same to the server stay; everything else is cast.
    /// </summary>
    private static Expr Coerce(Expr expr, SqlType type)
    {
        if (type.IsUnknown || expr.Type.Name == type.Name)
        {
            return expr;
        }

        switch (expr)
        {
            case Constant { Value: null } constant:
                return constant with { Type = type };
            case Constant constant when expr.Type.IsUnknown || (TypeKinds.NumberRank(expr.Type) > 0 && TypeKinds.NumberRank(type) > 0 && Fits(constant, type)):
                return Literals.Convert(constant, type);
            case Parameter parameter when expr.Type.IsUnknown:
                return parameter with { Type = type, Bound = parameter.Bound is { } bound && Coerce(bound, type) is Constant known ? known : parameter.Bound };
        }

        if (expr.Type.IsUnknown || (expr.Type.Name is "varchar" && type.Name == "text"))
        {
            return expr;
        }

        return new CastExpr(expr) { Type = type, At = expr.At, Implied = true };
    }

    /// <summary>Whether the conversion keeps the number, so that no rounding or range check is left to run.</summary>
    private static bool Fits(Constant constant, SqlType type) =>
        TypeKinds.NumberRank(type) >= TypeKinds.NumberRank(constant.Type)
        || (constant.Value is long value && type.Name switch
        {
            "int2" => value is >= short.MinValue and <= short.MaxValue,
            "int4" => value is >= int.MinValue and <= int.MaxValue,
            _ => false,
        });

    /// <summary>A cast as written. A literal under it is read by the type's input function at once.</summary>
    private static Expr Cast(Expr arg, SqlType type, Origin at) => arg switch
    {
        Constant constant when arg.Type.IsUnknown => Literals.Convert(constant, type) with { At = at },
        Parameter when arg.Type.IsUnknown => Coerce(arg, type) with { At = at },
        ArrayExpr { Items.IsEmpty: true } => arg with { Type = type, At = at },
        ArrayExpr array when type.Element() is { } element => array with
        {
            Items = [.. System.Linq.Enumerable.Select(array.Items, i => i.Type.Name == element.Name ? i : Cast(Untyped(i), element, i.At))],
            Type = type,
            At = at,
        },
        _ => new CastExpr(arg) { Type = type, At = at },
    };

    /// <summary>A literal in an array constructor had been taken for text only for want of anything better.</summary>
    private static Expr Untyped(Expr expr) => expr is Constant { Value: string, Type.Name: "text" } constant ? constant with { Type = SqlType.Unknown } : expr;
}
