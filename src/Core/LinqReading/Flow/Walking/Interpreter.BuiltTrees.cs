using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>
/// Expression trees that code builds node by node: <c>Expression.Equal(Expression.Property(row, name), Expression.Constant(id))</c>,
/// and <c>Queryable</c>'s operators called on them.
/// </content>
internal sealed partial class Interpreter
{
    private AbstractValue? Composed(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        var results = ImmutableArray.CreateBuilder<Alternative>();
        foreach (var way in Paths.Of(ImmutableArray.CreateRange(arguments, Present), _assumed))
        {
            if (ComposedOf(method, way.Values, operation) is not { } built)
            {
                return null;
            }

            results.Add(new Alternative(built, way.Path) { Assumes = way.Assumes });
        }

        return results.Count == 0 ? null : Settle(results);
    }

    private AbstractValue? ComposedOf(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        if (arguments.FirstOrDefault(static a => a is FromCallerValue) is { } given)
        {
            return given;
        }

        switch (method.Name)
        {
            case "Parameter" or "Variable":
                return new TreeParameterValue(At(operation.Syntax), (arguments[0] as TypeValue)?.Of);
            case "Constant":
                return new TreeConstantValue(arguments[0]);
            case "Property" or "Field" or "PropertyOrField" when arguments.Length == 2 && IsNode(arguments[0]):
                return new TreeMemberValue(arguments[0], arguments[1] is ConstantValue { Value: string name } ? name : (arguments[1] as MemberInfoValue)?.Name);
            case "Quote":
                return arguments[0];
            case "Convert" or "ConvertChecked" or "TypeAs" when IsNode(arguments[0]):
                return arguments[0];
            case "Invoke" when arguments[0] is LambdaValue or TreeLambdaValue:
                return new LambdaBodyValue(arguments[0]);
            case "Call":
                return CallBuilt(arguments, operation);
            case "Lambda" when arguments.FirstOrDefault(IsNode) is { } body:
                return new TreeLambdaValue(body, ImmutableArray.CreateRange(arguments.Skip(1).SelectMany(Nodes).Where(p => p is TreeParameterValue && !ReferenceEquals(p, body))));
            case "Equal" or "NotEqual" or "GreaterThan" or "GreaterThanOrEqual" or "LessThan" or "LessThanOrEqual" or "Not" or "AndAlso" or "And" or "OrElse" or "Or"
                when arguments.Where(static a => a is not ConstantValue).All(IsNode):
                return new TreeOperatorValue(method.Name, ImmutableArray.CreateRange(arguments.Where(IsNode)));
            default:
                return arguments.Any(IsNode) && arguments.All(static a => IsNode(a) || a is ConstantValue or RuntimeValue or TypeValue or ItemsValue)
                    ? new TreeOtherValue(ImmutableArray.CreateRange(arguments.SelectMany(Nodes)))
                    : null;
        }
    }

    private static bool IsNode(AbstractValue value) => value is TreeValue or LambdaBodyValue;

    private static System.Collections.Generic.IEnumerable<AbstractValue> Nodes(AbstractValue value) =>
        value is ItemsValue items ? items.Items.Where(IsNode) : IsNode(value) ? [value] : [];

    /// <summary><c>Expression.Call</c>: one of <c>Queryable</c>'s operators on a query's own expression, <c>EF.Property</c>, or a call like any other.</summary>
    private AbstractValue? CallBuilt(ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        var nodes = ImmutableArray.CreateRange(arguments.SelectMany(static a => a is ItemsValue items ? items.Items : [a]));
        if (arguments[0] is TypeValue { Of: { Name: "Queryable" } of } && arguments.Length > 1 && arguments[1] is ConstantValue { Value: string name })
        {
            var given = nodes.FirstOrDefault(static n => n is QueryExpressionValue or FromCallerValue or UnknownValue);
            return given is not QueryExpressionValue { Query: QueryValue query } ? given
                : Operator(of, name, nodes) is { } method ? new QueryExpressionValue(Apply(method, query, [.. nodes.Where(static n => n is TreeLambdaValue or LambdaValue)], operation))
                : null;
        }

        if (arguments[0] is TypeValue { Of.Name: "EF" } && nodes.FirstOrDefault(IsNode) is { } row)
        {
            return new TreeMemberValue(row, nodes.OfType<TreeConstantValue>().FirstOrDefault() is { Value: ConstantValue { Value: string property } } ? property : null);
        }

        return nodes.Any(IsNode) && !nodes.Any(static n => n is UnknownValue or QueryExpressionValue) ? new TreeOtherValue(ImmutableArray.CreateRange(nodes.Where(IsNode))) : null;
    }

    /// <summary>The operator of <c>Queryable</c> by its name and what it is given, over the types that are named beside.</summary>
    private static IMethodSymbol? Operator(ITypeSymbol of, string name, ImmutableArray<AbstractValue> nodes)
    {
        var types = nodes.OfType<TypeValue>().Skip(1).Select(static t => t.Of).ToList();
        var lambdas = nodes.Count(static n => n is TreeLambdaValue or LambdaValue);
        return of.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == lambdas + 1) is { } method
            && nodes.OfType<QueryExpressionValue>().FirstOrDefault() is { Query: QueryValue { ElementType: { } element } }
                ? method.Construct([.. method.TypeParameters.Select((p, i) => i < types.Count ? types[i] : i == 0 ? element : p)])
                : null;
    }

    /// <summary><c>query.Provider.CreateQuery&lt;Order&gt;(call)</c>.</summary>
    private static AbstractValue? CreatedQuery(IMethodSymbol method, ImmutableArray<AbstractValue> arguments) =>
        method is { Name: "CreateQuery", ContainingType.Name: "IQueryProvider" } && arguments is [var made]
            ? Paths.Choice(Paths.Alternatives(made).Select(static a => a with
            {
                Value = a.Value is QueryExpressionValue { Query: var query } ? query
                    : a.Value is FromCallerValue or UnknownValue ? a.Value
                    : new UnknownValue("an expression tree that is put together in code is not followed to its end"),
            }))
            : null;
}
