using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Operators between values: those a class of the compilation defines are calls, the rest name a new value.</content>
internal sealed partial class Interpreter
{
    private AbstractValue Binary(IBinaryOperation operation)
    {
        if (operation.Type?.SpecialType == SpecialType.System_Boolean
            && operation.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            return Truth(Test(operation), operation);
        }

        // A long chain of one operator leans left: taken without recursion.
        var rights = new Stack<IBinaryOperation>();
        IOperation at = operation;
        while (at is IBinaryOperation inner)
        {
            rights.Push(inner);
            at = inner.LeftOperand;
        }

        var left = Evaluate(at);
        while (rights.Count > 0)
        {
            var next = rights.Pop();
            var right = Evaluate(next.RightOperand);
            left = Operator(next.OperatorMethod, [left, right], next)
                ?? Ordered(next, left, right)
                ?? new RuntimeValue(Short("(" + IdentityOf(left) + next.OperatorKind + IdentityOf(right) + ")"), Shown(next.Syntax), Resolve(next.Type));
        }

        return left;
    }

    /// <summary>Two numbers that are known, compared (<c>items.Count > 0</c>).</summary>
    private static AbstractValue? Ordered(IBinaryOperation operation, AbstractValue left, AbstractValue right) =>
        (left, right) is (ConstantValue { Value: int one }, ConstantValue { Value: int other })
            ? operation.OperatorKind switch
            {
                BinaryOperatorKind.GreaterThan => new ConstantValue(one > other, operation.Type),
                BinaryOperatorKind.GreaterThanOrEqual => new ConstantValue(one >= other, operation.Type),
                BinaryOperatorKind.LessThan => new ConstantValue(one < other, operation.Type),
                BinaryOperatorKind.LessThanOrEqual => new ConstantValue(one <= other, operation.Type),
                _ => null,
            }
            : null;

    private AbstractValue Unary(IUnaryOperation operation)
    {
        if (operation is { OperatorKind: UnaryOperatorKind.Not, Type.SpecialType: SpecialType.System_Boolean })
        {
            return Truth(Test(operation), operation);
        }

        var operand = Evaluate(operation.Operand);
        return Operator(operation.OperatorMethod, [operand], operation)
            ?? new RuntimeValue(Short("(" + operation.OperatorKind + IdentityOf(operand) + ")"), Shown(operation.Syntax), Resolve(operation.Type));
    }

    private AbstractValue CompoundAssignment(ICompoundAssignmentOperation operation)
    {
        var left = Evaluate(operation.Target);
        var right = Evaluate(operation.Value);
        if (operation.OperatorKind == BinaryOperatorKind.Add && operation.EventAssignmentLike())
        {
            return left;
        }

        var value = Operator(operation.OperatorMethod, [left, right], operation)
            ?? new RuntimeValue(Short("(" + IdentityOf(left) + operation.OperatorKind + IdentityOf(right) + ")"), Shown(operation.Target.Syntax), Resolve(operation.Type));
        Store(operation.Target, value, operation);
        return value;
    }

    /// <summary>What an operator of the compilation makes of objects (<c>left &amp; right</c> of specifications); null for any other.</summary>
    private AbstractValue? Operator(IMethodSymbol? method, System.Collections.Immutable.ImmutableArray<AbstractValue> operands, IOperation operation) =>
        method is not null && _flow.IsSource(method) && _flow.Carriers.Carries(Resolve(method.ReturnType))
            ? CallSource(Resolve(method), null, operands, operation.Syntax, operation)
            : null;
}
