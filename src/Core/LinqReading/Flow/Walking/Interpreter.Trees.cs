using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Expression trees that code puts together: predicates joined by <c>AndAlso</c> and <c>OrElse</c>, parameters replaced.</content>
internal sealed partial class Interpreter
{
    private AbstractValue? OnExpressionTree(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        var container = method.ContainingType;
        if (container.Name == "EF" && SymbolNames.IsIn(container, "Microsoft.EntityFrameworkCore") && method.Name is "CompileQuery" or "CompileAsyncQuery")
        {
            return Compiled(arguments, operation);
        }

        if (method.Name == "Compile" && self is LambdaValue tree)
        {
            return tree with { IsExpressionTree = false };
        }

        if (method.Name == "Replace" && self is null && container.Name == "ReplacingExpressionVisitor" && arguments.Length == 3 && IsBody(arguments[2]))
        {
            // EF Core's own visitor: one parameter for another changes nothing, anything else makes another predicate.
            return operation is IInvocationOperation { Arguments: { Length: 3 } put } && put.Take(2).All(static a => IsParameter(a.Value)) ? arguments[2] : null;
        }

        if (CreatedQuery(method, arguments) is { } created)
        {
            return created;
        }

        return !_flow.Known.IsExpressionTree(container) || self is not null ? null : Joined(method, arguments, operation) ?? Composed(method, arguments, operation);
    }

    /// <summary>Predicates' bodies put together.</summary>
    private AbstractValue? Joined(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation) =>
        method.Name switch
        {
            "AndAlso" or "And" when arguments.Length >= 2 => Combined(PredicateOperator.And, arguments, 2),
            "OrElse" or "Or" when arguments.Length >= 2 => Combined(PredicateOperator.Or, arguments, 2),
            "Not" when arguments.Length >= 1 => Combined(PredicateOperator.Not, arguments, 1),
            "Invoke" when arguments.Length >= 1 && IsPredicate(arguments[0]) => new LambdaBodyValue(arguments[0]),
            "Constant" when arguments.Length >= 1 && arguments[0] is ConstantValue { Value: bool } => new LambdaBodyValue(arguments[0]),
            "Lambda" when arguments.Length >= 1 && arguments[0] is LambdaBodyValue body => Predicate(body),
            "Lambda" when arguments.Length >= 1 && Present(arguments[0]) is ChoiceValue choice => Each(choice, v => v is LambdaBodyValue body ? Predicate(body) : ComposedOf(method, arguments.SetItem(0, v), operation) ?? Opaque(operation), operation.Syntax),
            _ => null,
        };

    private static AbstractValue Predicate(LambdaBodyValue body) =>
        body.Lambda is ConstantValue constant ? new CombinedPredicateValue(PredicateOperator.And, [constant]) : body.Lambda;

    /// <summary>What a visitor makes of a lambda's body: the same, where it only puts one parameter for another.</summary>
    private AbstractValue? Visited(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments) =>
        method.Name is "Visit" or "VisitAndConvert" && arguments.Length > 0 && IsBody(arguments[0]) && OnlyReplacesParameters(self)
            ? arguments[0]
            : null;

    private static bool IsBody(AbstractValue value) => Paths.Alternatives(value).All(static a => a.Value is LambdaBodyValue);

    private static bool IsParameter(IOperation expression) => (expression is IConversionOperation conversion ? conversion.Operand : expression).Type?.Name == "ParameterExpression";

    private static bool IsPredicate(AbstractValue value) => value is LambdaValue or CombinedPredicateValue or FromCallerValue or ConstantValue { Value: bool };

    private AbstractValue? Combined(PredicateOperator kind, ImmutableArray<AbstractValue> arguments, int count)
    {
        var results = ImmutableArray.CreateBuilder<Alternative>();
        foreach (var way in Paths.Of([.. arguments.Take(count)], _assumed))
        {
            if (way.Values.FirstOrDefault(static v => v is FromCallerValue || v is LambdaBodyValue { Lambda: FromCallerValue }) is { } given)
            {
                results.Add(new Alternative(given, way.Path) { Assumes = way.Assumes });
            }
            else if (way.Values.All(IsNode) && way.Values.Any(static v => v is LambdaBodyValue))
            {
                var parts = ImmutableArray.CreateRange(way.Values, static v => v is LambdaBodyValue body ? body.Lambda : v);
                results.Add(new Alternative(new LambdaBodyValue(new CombinedPredicateValue(kind, parts)), way.Path) { Assumes = way.Assumes });
            }
            else
            {
                return null;
            }
        }

        return results.Count == 0 ? null : Settle(results);
    }

    /// <summary>Whether a visitor of the compilation overrides no more than what putting one parameter for another takes.</summary>
    private bool OnlyReplacesParameters(AbstractValue? visitor) =>
        visitor is ReferenceValue { Object.Type: INamedTypeSymbol type }
        && KnownTypes.DerivesFrom(type, _flow.Known.ExpressionVisitor)
        && type.GetMembers().OfType<IMethodSymbol>().All(static m => !m.IsOverride || m.Name is "VisitParameter" or "Visit");
}
