using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Expression trees that code hands on: compiled, taken apart, their parameters replaced.</content>
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

        if (method.Name == "Replace" && self is null && container.Name == "ReplacingExpressionVisitor" && arguments.Length == 3)
        {
            // EF Core's own visitor: one parameter for another changes nothing, anything else makes another predicate.
            return operation is IInvocationOperation { Arguments: { Length: 3 } put } && put.Take(2).All(static a => IsParameter(a.Value)) ? arguments[2] : null;
        }

        if (CreatedQuery(method, arguments) is { } created)
        {
            return created;
        }

        return !_flow.Known.IsExpressionTree(container) || self is not null ? null : Composed(method, arguments, operation);
    }

    /// <summary>What a visitor makes of a lambda's body: the same, where it only puts one parameter for another.</summary>
    private AbstractValue? Visited(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments) =>
        method.Name is "Visit" or "VisitAndConvert" && arguments.Length > 0 && OnlyReplacesParameters(self)
            ? arguments[0]
            : null;

    private static bool IsParameter(IOperation expression) => (expression is IConversionOperation conversion ? conversion.Operand : expression).Type?.Name == "ParameterExpression";

    /// <summary>Whether a visitor of the compilation overrides no more than what putting one parameter for another takes.</summary>
    private bool OnlyReplacesParameters(AbstractValue? visitor) =>
        visitor is ReferenceValue { Object.Type: INamedTypeSymbol type }
        && KnownTypes.DerivesFrom(type, _flow.Known.ExpressionVisitor)
        && type.GetMembers().OfType<IMethodSymbol>().All(static m => !m.IsOverride || m.Name is "VisitParameter" or "Visit");
}
