using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>
/// A filter's lambda as a predicate that needs no source: columns named by property over source 0, the context's members as
/// parameters. Null when it holds anything else.
/// </summary>
internal static class FilterPredicates
{
    public static Expr? Read(Interpreter interpreter, LambdaVal lambda) =>
        lambda.Body.Symbol.Parameters is [var row] && MemberPaths.Body(lambda) is { } body ? Read(body, row, lambda, interpreter, 0) : null;

    private static Expr? Read(IOperation operation, IParameterSymbol row, LambdaVal lambda, Interpreter interpreter, int depth)
    {
        if (depth > 100)
        {
            return null;
        }

        switch (operation)
        {
            case IConversionOperation { IsImplicit: false, Type.TypeKind: TypeKind.Interface or TypeKind.Class } cast:
                return Read(cast.Operand, row, lambda, interpreter, depth + 1);
            case IConversionOperation conversion:
                return Read(conversion.Operand, row, lambda, interpreter, depth + 1);
            case IParenthesizedOperation parenthesized:
                return Read(parenthesized.Operand, row, lambda, interpreter, depth + 1);
            case { ConstantValue: { HasValue: true, Value: var value } }:
                return Constant(value);
            case IBinaryOperation binary:
                return Binary(binary, row, lambda, interpreter, depth);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Read(not.Operand, row, lambda, interpreter, depth + 1) is { } negated ? new NotExpr(negated) : null;
            case IMemberReferenceOperation member when Path(member, row) is { } column:
                return new ColumnRef(0, column);
            case IInvocationOperation { TargetMethod.Name: "Property" } call when call.Arguments.Length == 2
                && ClrTypes.FullName(call.TargetMethod.ContainingType) == "Microsoft.EntityFrameworkCore.EF"
                && interpreter.Evaluate(call.Arguments[1].Value, lambda.Frame) is ConstantVal { Value: string shadow }:
                return new ColumnRef(0, shadow);
            default:
                return interpreter.Evaluate(operation, lambda.Frame) switch
                {
                    ConstantVal constant => Constant(constant.Value),
                    EnumVal member => Constant(member.Value),
                    UnknownVal { Path: { } path } => new Parameter("db." + path, path),
                    _ => null,
                };
        }
    }

    private static Expr? Binary(IBinaryOperation binary, IParameterSymbol row, LambdaVal lambda, Interpreter interpreter, int depth)
    {
        var left = Read(binary.LeftOperand, row, lambda, interpreter, depth + 1);
        var right = Read(binary.RightOperand, row, lambda, interpreter, depth + 1);
        if (left is null || right is null)
        {
            return null;
        }

        return binary.OperatorKind switch
        {
            BinaryOperatorKind.ConditionalAnd => Flat(BoolOp.And, left, right),
            BinaryOperatorKind.ConditionalOr => Flat(BoolOp.Or, left, right),
            BinaryOperatorKind.Equals when right is Constant { IsNull: true } => new NullTest(left, IsNull: true),
            BinaryOperatorKind.NotEquals when right is Constant { IsNull: true } => new NullTest(left, IsNull: false),
            BinaryOperatorKind.Equals => new OpExpr("=", left, right),
            BinaryOperatorKind.NotEquals => new OpExpr("<>", left, right),
            BinaryOperatorKind.LessThan => new OpExpr("<", left, right),
            BinaryOperatorKind.LessThanOrEqual => new OpExpr("<=", left, right),
            BinaryOperatorKind.GreaterThan => new OpExpr(">", left, right),
            BinaryOperatorKind.GreaterThanOrEqual => new OpExpr(">=", left, right),
            _ => null,
        };
    }

    public static Expr Flat(BoolOp op, Expr left, Expr right)
    {
        var items = ImmutableArray.CreateBuilder<Expr>();
        foreach (var side in new[] { left, right })
        {
            if (side is BoolExpr inner && inner.Op == op)
            {
                items.AddRange(inner.Args);
            }
            else
            {
                items.Add(side);
            }
        }

        return new BoolExpr(op, items.ToImmutable());
    }

    /// <summary>A constant in the shapes that <see cref="Queries.Constant"/> holds.</summary>
    public static Expr? Constant(object? value) => value switch
    {
        null or bool or long or decimal or double or string => new Constant(value),
        int or short or byte or sbyte or ushort or uint => new Constant(System.Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        float single => new Constant((double)single),
        char character => new Constant(character.ToString()),
        _ => null,
    };

    /// <summary>The members from the row to the value: <c>x.Id.Value</c> of a nullable is the property itself.</summary>
    private static string? Path(IMemberReferenceOperation member, IParameterSymbol row)
    {
        if (MemberPaths.Strip(member.Instance) is IParameterReferenceOperation parameter)
        {
            return SymbolEqualityComparer.Default.Equals(parameter.Parameter, row) ? member.Member.Name : null;
        }

        return member.Member.Name == "Value"
            && ClrTypes.IsNullableValue(member.Member.ContainingType)
            && MemberPaths.Strip(member.Instance) is IMemberReferenceOperation inner
                ? Path(inner, row)
                : null;
    }
}
