using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Trees;

/// <summary>
/// Reads lambdas from operations into trees, and takes what does not depend on a row out as values, as EF Core's
/// <c>ExpressionTreeFuncletizer</c> does.
/// </summary>
internal sealed partial class TreeReader(IEvaluator evaluator)
{
    /// <summary>Deeper nesting than anyone writes; chains of one operator do not count, they are read in a loop.</summary>
    private const int MaxDepth = 200;

    private readonly Dictionary<IParameterSymbol, ParameterNode> _parameters = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IOperation> _rowBound = new();
    private int _depth;

    /// <summary>What the lambdas read so far say of the query around them.</summary>
    public QueryFlags Flags { get; private set; } = QueryFlags.None;

    public List<EarlierRun> Earlier { get; } = [];

    public Node ReadLambda(LambdaValue lambda)
    {
        if (lambda.Body is not { } body)
        {
            return new UnreadNode($"the method '{lambda.Method.Name}' stands where an expression is needed");
        }

        return ReadLambda(body, lambda.Scope);
    }

    /// <summary>An argument outside any lambda: a lambda literal, or a value.</summary>
    public Node ReadFree(IOperation operation, object? scope)
    {
        MarkRowBound(operation);
        return ReadArgument(operation, scope);
    }

    private Node ReadLambda(IAnonymousFunctionOperation lambda, object? scope)
    {
        var parameters = ImmutableArray.CreateBuilder<ParameterNode>(lambda.Symbol.Parameters.Length);
        foreach (var parameter in lambda.Symbol.Parameters)
        {
            var node = new ParameterNode(parameter.Name) { Type = evaluator.Resolve(parameter.Type, scope), At = evaluator.OriginOf(lambda.Syntax) };
            _parameters[parameter] = node;
            parameters.Add(node);
        }

        if (BodyOf(lambda) is not { } body)
        {
            return new UnreadNode("a lambda with a statement body cannot be translated");
        }

        MarkRowBound(body);
        return new LambdaNode(parameters.MoveToImmutable(), Read(body, scope)) { Type = body.Type, At = evaluator.OriginOf(lambda.Syntax) };
    }

    private static IOperation? BodyOf(IAnonymousFunctionOperation lambda) =>
        lambda.Body.Operations is [IReturnOperation { ReturnedValue: { } value }, ..] ? value : null;

    /// <summary>
    /// Marks what cannot be evaluated before the query runs: what names a row, holds a lambda, or is one of the values
    /// that EF Core leaves to the database (<c>EvaluatableExpressionFilter</c>).
    /// </summary>
    private void MarkRowBound(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            var bound = operation switch
            {
                IParameterReferenceOperation reference => _parameters.ContainsKey(reference.Parameter),
                IAnonymousFunctionOperation lambda => !IsOverValues(lambda),
                IInvocationOperation call => NotEvaluatable.Call(call.TargetMethod),
                IPropertyReferenceOperation property => NotEvaluatable.Member(property.Property),
                IArrayCreationOperation => true,
                _ => false,
            };
            for (var at = bound ? operation : null; at is not null && _rowBound.Add(at); at = at.Parent)
            {
                if (ReferenceEquals(at, body))
                {
                    break;
                }
            }
        }
    }

    /// <summary>
    /// <c>rows.Select(r => r.Id)</c> over rows that are in the client's hands: EF Core evaluates it with its lambda, and
    /// sends what comes of it. It does so for no other operator.
    /// </summary>
    private bool IsOverValues(IAnonymousFunctionOperation lambda)
    {
        IOperation? at = lambda.Parent;
        while (at is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
        {
            at = at.Parent;
        }

        return at is IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" } method, Arguments: { Length: > 1 } arguments }
            && method.ContainingNamespace?.ToDisplayString() == "System.Linq"
            && InParameterOrder(arguments)[0].Value.DescendantsAndSelf().All(o => !ClrTypes.IsQueryable(o.Type) && !(o is IParameterReferenceOperation row && _parameters.ContainsKey(row.Parameter)));
    }

    public Node Read(IOperation operation, object? scope)
    {
        if (++_depth > MaxDepth)
        {
            _depth--;
            return new UnreadNode("the expression nests too deep");
        }

        var node = _rowBound.Contains(operation) ? ReadRowBound(operation, scope) : ReadValue(operation, scope);
        _depth--;
        return node;
    }

    private Node ReadRowBound(IOperation operation, object? scope)
    {
        switch (operation)
        {
            case IParameterReferenceOperation reference when _parameters.TryGetValue(reference.Parameter, out var parameter):
                return parameter;
            case ITranslatedQueryOperation query:
                return Read(query.Operation, scope);
            case IAnonymousFunctionOperation lambda:
                return ReadLambda(lambda, scope);
            case IDelegateCreationOperation { Target: { } target }:
                return Read(target, scope);
            case IConversionOperation conversion:
                return ReadConversion(conversion, scope);
            case IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } indexed } index:
                return new IndexNode(Read(indexed, scope), ReadAll(index.Arguments, scope)) { Type = TypeOf(index, scope), At = At(index) };
            case IPropertyReferenceOperation { Instance: { } instance } property:
                return new MemberNode(Read(instance, scope), property.Property.Name, property.Property) { Type = TypeOf(property, scope), At = At(property) };
            case IPropertyReferenceOperation property:
                return new CallNode(property.Property.GetMethod ?? property.Property.SetMethod!, null, ImmutableArray<Node>.Empty) { Type = property.Type, At = At(property) };
            case IFieldReferenceOperation { Instance: { } instance } field:
                return new MemberNode(Read(instance, scope), field.Field.Name, field.Field) { Type = TypeOf(field, scope), At = At(field) };
            case IBinaryOperation binary:
                return ReadBinary(binary, scope);
            case IUnaryOperation unary:
                return ReadUnary(unary, scope);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                var asked = Read(conditional.Condition, scope);
                return Decided(asked) is { } goes
                    ? Read(goes ? conditional.WhenTrue : whenFalse, scope)
                    : new ConditionalNode(asked, Read(conditional.WhenTrue, scope), Read(whenFalse, scope)) { Type = TypeOf(conditional, scope), At = At(conditional) };
            case ICoalesceOperation coalesce:
                return new CoalesceNode(Read(coalesce.Value, scope), Read(coalesce.WhenNull, scope)) { Type = TypeOf(coalesce, scope), At = At(coalesce) };
            case IIsTypeOperation test:
                return new IsNode(Read(test.ValueOperand, scope), evaluator.Resolve(test.TypeOperand, scope)) { Type = test.Type, At = At(test) };
            case IInvocationOperation call:
                return ReadCall(call, scope);
            case IAnonymousObjectCreationOperation or IObjectCreationOperation or ITypeParameterObjectCreationOperation:
                return ReadObject(operation, scope);
            case IArrayCreationOperation:
                return ReadList(operation, scope);
            case IArrayElementReferenceOperation element:
                return new IndexNode(Read(element.ArrayReference, scope), ReadAll(element.Indices, scope)) { Type = TypeOf(element, scope), At = At(element) };
            case IInterpolatedStringOperation text:
                return ReadInterpolation(text, scope);
            default:
                return new UnreadNode($"'{operation.Syntax}' cannot be translated") { Type = operation.Type, At = At(operation) };
        }
    }

    /// <summary>EF Core works out a test that needs no row, and goes on with the branch that it chooses.</summary>
    private bool? Decided(Node test) => test switch
    {
        ValueNode { Value: Parameter parameter } => evaluator.Decide(parameter),
        _ => null,
    };

    private Node ReadConversion(IConversionOperation conversion, object? scope)
    {
        var operand = Read(conversion.Operand, scope);
        if (operand is LambdaNode or ListNode || conversion.Conversion.IsIdentity)
        {
            return operand;
        }

        // A sequence stays what it is under another type; the span overloads of C# 14 wrap it, which EF Core takes off again.
        if (ClrTypes.ElementOf(conversion.Type) is not null && ClrTypes.ElementOf(conversion.Operand.Type) is not null)
        {
            return operand;
        }

        return new ConvertNode(operand) { Type = TypeOf(conversion, scope), At = operand.At };
    }

    private Node ReadUnary(IUnaryOperation unary, object? scope)
    {
        var operand = Read(unary.Operand, scope);
        switch (unary.OperatorKind)
        {
            case UnaryOperatorKind.Not when unary.Type?.SpecialType == SpecialType.System_Boolean || ClrTypes.Unwrap(unary.Type)?.SpecialType == SpecialType.System_Boolean:
                return new NotNode(operand) { Type = unary.Type, At = At(unary) };
            case UnaryOperatorKind.Minus:
                return new UnaryNode("-", operand) { Type = unary.Type, At = At(unary) };
            case UnaryOperatorKind.Plus:
                return operand;
            case UnaryOperatorKind.BitwiseNegation:
                return new UnaryNode("~", operand) { Type = unary.Type, At = At(unary) };
            default:
                return new UnreadNode($"'{unary.Syntax}' cannot be translated") { Type = unary.Type, At = At(unary) };
        }
    }

    /// <summary>Chains lean to the left and may be a thousand long, so the left spine is walked in a loop.</summary>
    private Node ReadBinary(IBinaryOperation binary, object? scope)
    {
        var spine = new Stack<IBinaryOperation>();
        IOperation left = binary;
        while (left is IBinaryOperation deeper && _rowBound.Contains(deeper))
        {
            spine.Push(deeper);
            left = deeper.LeftOperand;
        }

        var result = Read(left, scope);
        while (spine.Count > 0)
        {
            var step = spine.Pop();
            var right = Read(step.RightOperand, scope);
            if (step.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
            {
                var items = ImmutableArray.CreateBuilder<Node>();
                items.Add(result);
                items.Add(right);
                while (spine.Count > 0 && spine.Peek().OperatorKind == step.OperatorKind)
                {
                    items.Add(Read(spine.Pop().RightOperand, scope));
                }

                result = new LogicNode(step.OperatorKind == BinaryOperatorKind.ConditionalAnd ? BoolOp.And : BoolOp.Or, items.ToImmutable()) { Type = step.Type, At = At(step) };
            }
            else
            {
                result = new BinaryNode(step.OperatorKind, result, right) { Type = TypeOf(step, scope), At = At(step) };
            }
        }

        return result;
    }

    /// <summary>In an expression tree this is <c>string.Format</c>, which only the client knows.</summary>
    private Node ReadInterpolation(IInterpolatedStringOperation text, object? scope)
    {
        var holes = text.Parts.OfType<IInterpolationOperation>().Select(hole => Read(hole.Expression, scope)).ToImmutableArray();
        var format = text.Type?.GetMembers("Format").OfType<IMethodSymbol>().FirstOrDefault();
        return format is null ? new UnreadNode("an interpolated string cannot be translated") : new CallNode(format, null, holes) { Type = text.Type, At = At(text) };
    }

    private ImmutableArray<Node> ReadAll(ImmutableArray<IArgumentOperation> arguments, object? scope)
    {
        var read = ImmutableArray.CreateBuilder<Node>(arguments.Length);
        foreach (var argument in InParameterOrder(arguments))
        {
            read.Add(Read(argument.Value, scope));
        }

        return read.ToImmutable();
    }

    private ImmutableArray<Node> ReadAll(ImmutableArray<IOperation> operations, object? scope)
    {
        var read = ImmutableArray.CreateBuilder<Node>(operations.Length);
        foreach (var operation in operations)
        {
            read.Add(Read(operation, scope));
        }

        return read.ToImmutable();
    }

    /// <summary>As the parameters stand: where names are given, the code may have another order.</summary>
    public static ImmutableArray<IArgumentOperation> InParameterOrder(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Sort(static (a, b) => (a.Parameter?.Ordinal ?? 0).CompareTo(b.Parameter?.Ordinal ?? 0));

    private Origin At(IOperation operation) => evaluator.OriginOf(operation.Syntax);

    private ITypeSymbol? TypeOf(IOperation operation, object? scope) =>
        operation.Type is { } type ? evaluator.Resolve(type, scope) : null;
}
