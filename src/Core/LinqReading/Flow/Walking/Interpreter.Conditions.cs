using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Tests: comparisons, patterns, and what they make known.</content>
internal sealed partial class Interpreter
{
    /// <summary>Evaluates a condition for what it tells of the path.</summary>
    private Condition Test(IOperation operation)
    {
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary:
                return Connected(binary);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                var equal = Compared(Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
                return binary.OperatorKind == BinaryOperatorKind.Equals ? equal : equal.Not();
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Test(not.Operand).Not();
            case IIsPatternOperation pattern:
                return Match(pattern.Pattern, Evaluate(pattern.Value));
            case IIsTypeOperation type:
                return TypeTest(Evaluate(type.ValueOperand), type.TypeOperand, type.ValueOperand.Type);
            default:
                return AsCondition(Evaluate(operation));
        }
    }

    private Condition AsCondition(AbstractValue value)
    {
        switch (value)
        {
            case ConstantValue { Value: bool known }:
                return Condition.Of(known);
            case ChoiceValue choice:
                // A flag that was set on some of the ways here tells which of them it was.
                var condition = Condition.Of(Short("?" + IdentityOf(value)));
                return condition with
                {
                    WhenTrue = Taken(choice, true, condition.WhenTrue),
                    WhenFalse = Taken(choice, false, condition.WhenFalse),
                };
            default:
                return _tests.TryGetValue(IdentityOf(value), out var test) ? test : Condition.Of(IdentityOf(value));
        }
    }

    /// <summary>What is taken for granted on every way on which a flag has, or may have, a value.</summary>
    private static ImmutableDictionary<string, int> Taken(ChoiceValue flag, bool value, ImmutableDictionary<string, int> also)
    {
        var ways = flag.Alternatives.Where(a => a.Value is not ConstantValue known || Equals(known.Value, value)).Select(static a => a.Assumes).ToList();
        return ways.Count == 0 ? also : Paths.Join(ways.Aggregate(Paths.Common), also) ?? also;
    }

    /// <summary><c>&amp;&amp;</c> and <c>||</c>; a long chain of one operator leans left and is taken without recursion.</summary>
    private Condition Connected(IBinaryOperation operation)
    {
        var parts = new Stack<IOperation>();
        IOperation at = operation;
        while (at is IBinaryOperation inner && inner.OperatorKind == operation.OperatorKind)
        {
            parts.Push(inner.RightOperand);
            at = inner.LeftOperand;
        }

        parts.Push(at);
        var and = operation.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        var result = Condition.Of(and);
        foreach (var part in parts)
        {
            var test = Test(part);
            result = and ? result.And(test) : result.Or(test);
            if (result.Key.Length > 200)
            {
                result = result with { Key = Short(result.Key) };
            }

            if (result.Known == !and)
            {
                break;
            }
        }

        return result;
    }

    private Condition Compared(AbstractValue left, AbstractValue right)
    {
        if (left is ConstantValue { Value: null })
        {
            (left, right) = (right, left);
        }

        if (right is ConstantValue { Value: null })
        {
            return NullTest(left);
        }

        if (left is ConstantValue one && right is ConstantValue other)
        {
            return Condition.Of(Equals(one.Value, other.Value) || IdentityOf(one) == IdentityOf(other));
        }

        if (right is ConstantValue { Value: bool wanted })
        {
            return wanted ? AsCondition(left) : AsCondition(left).Not();
        }

        if (left is ChoiceValue or QueryValue || right is ChoiceValue or QueryValue)
        {
            return Condition.Of(Short("(" + IdentityOf(left) + "==" + IdentityOf(right) + ")"));
        }

        return Equal(IdentityOf(left), IdentityOf(right));
    }

    private Condition NullTest(AbstractValue value)
    {
        if (IsNull(value) is { } known)
        {
            return Condition.Of(known);
        }

        if (value is ChoiceValue choice)
        {
            var nulls = choice.Alternatives.Where(a => IsNull(a.Value) == true).ToList();
            var others = choice.Alternatives.Where(a => IsNull(a.Value) == false).ToList();
            if (nulls.Count + others.Count == choice.Alternatives.Length)
            {
                return new Condition(NullKey(value))
                {
                    WhenTrue = nulls.Count == 1 ? nulls[0].Assumes : Paths.NoAssumption,
                    WhenFalse = others.Count == 1 ? others[0].Assumes : Paths.NoAssumption,
                };
            }
        }

        return Condition.Of(NullKey(value));
    }

    private string NullKey(AbstractValue value) => Short("null?" + IdentityOf(value));

    /// <summary>Whether a value is null, if that is known.</summary>
    private static bool? IsNull(AbstractValue value)
    {
        switch (value)
        {
            case ConstantValue constant:
                return constant.Value is null;
            case QueryValue or LambdaValue or TreeLambdaValue or ContextValue or ItemsValue or MapValue or TypeValue or RowsValue or RuntimeValue { IsPresent: true } or ReferenceValue { Object.Kind: not (HeapKind.Given or HeapKind.Received) }:
                return false;
            case MemberInfoValue info:
                return IsOpen(info.Of) ? null : false;
            case ChoiceValue choice:
                var first = IsNull(choice.Alternatives[0].Value);
                return choice.Alternatives.All(a => IsNull(a.Value) == first) ? first : null;
            default:
                return null;
        }
    }

    /// <summary>What tells one value from another.</summary>
    private string IdentityOf(AbstractValue value)
    {
        switch (value)
        {
            case RuntimeValue runtime:
                return runtime.Identity;
            case ConstantValue constant:
                return "const:" + System.Convert.ToString(constant.Value, System.Globalization.CultureInfo.InvariantCulture);
            case ReferenceValue reference:
                return reference.Object.Identity;
            case ContextValue context:
                return context.Identity;
            case TypeValue type:
                return "typeof(" + type.Of.ToDisplayString() + ")";
            default:
                if (!_objects.TryGetValue(value, out var number))
                {
                    number = _objects.Count;
                    _objects.Add(value, number);
                }

                return "o" + number;
        }
    }

    private readonly Dictionary<AbstractValue, int> _objects = new(ByReference.Instance);

    private sealed class ByReference : IEqualityComparer<AbstractValue>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(AbstractValue? x, AbstractValue? y) => ReferenceEquals(x, y);

        public int GetHashCode(AbstractValue obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }

    private AbstractValue Truth(Condition condition, IOperation operation)
    {
        if (condition.Known is { } known)
        {
            return new ConstantValue(known, operation.Type);
        }

        _tests[condition.Key] = condition;
        return new RuntimeValue(condition.Key, Shown(operation.Syntax), operation.Type);
    }

    /// <summary>Matches a pattern; variables it declares get the parts' own values.</summary>
    private Condition Match(IPatternOperation pattern, AbstractValue value)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Condition.True;
            case IConstantPatternOperation constant:
                return Compared(value, Evaluate(constant.Value));
            case INegatedPatternOperation negated:
                return Match(negated.Pattern, value).Not();
            case IBinaryPatternOperation binary:
                var left = Match(binary.LeftPattern, value);
                var right = Match(binary.RightPattern, value);
                return binary.OperatorKind == BinaryOperatorKind.And ? left.And(right) : left.Or(right);
            case IDeclarationPatternOperation declaration:
                return Declaring(declaration, value);
            case ITypePatternOperation type:
                return TypeTest(value, type.MatchedType, type.InputType);
            case IRecursivePatternOperation recursive:
                return Recursive(recursive, value);
            default:
                foreach (var child in pattern.ChildOperations)
                {
                    if (child is IPatternOperation inner)
                    {
                        Match(inner, Member(value, "[]", pattern));
                    }
                    else
                    {
                        Evaluate(child);
                    }
                }

                return Condition.Of(Short("is" + Words.Of(pattern.Syntax) + "(" + IdentityOf(value) + ")"));
        }
    }

    private Condition Declaring(IDeclarationPatternOperation pattern, AbstractValue value)
    {
        var condition = pattern.MatchesNull ? Condition.True : TypeTest(value, pattern.MatchedType, pattern.InputType);
        if (pattern.DeclaredSymbol is { } symbol)
        {
            Declare(symbol, pattern.MatchesNull ? value : Narrowed(Present(value), pattern.MatchedType));
        }

        return condition;
    }

    private Condition TypeTest(AbstractValue value, ITypeSymbol? type, ITypeSymbol? input)
    {
        if (type is null || KnownTypes.Same(type, input) || KnownTypes.Same(type, Underlying(input)))
        {
            return NullTest(value).Not();
        }

        if (value is ReferenceValue { Object: { Kind: HeapKind.Created, Type: { } exact } })
        {
            return Condition.Of(_flow.Compilation.ClassifyCommonConversion(exact, type) is { IsImplicit: true });
        }

        return Condition.Of(Short("is " + type.ToDisplayString() + "(" + IdentityOf(value) + ")"));
    }

    private static ITypeSymbol? Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : null;

    private Condition Recursive(IRecursivePatternOperation pattern, AbstractValue value)
    {
        var condition = TypeTest(value, pattern.MatchedType, pattern.InputType);
        if (pattern.DeclaredSymbol is { } symbol)
        {
            Declare(symbol, Present(value));
        }

        foreach (var part in pattern.PropertySubpatterns)
        {
            if (part.Member is IMemberReferenceOperation { Member: { } member })
            {
                condition = condition.And(Match(part.Pattern, MemberOf(Present(value), member, part)));
            }
        }

        for (var i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            condition = condition.And(Match(pattern.DeconstructionSubpatterns[i], Part(value, i, pattern)));
        }

        return condition;
    }
}
