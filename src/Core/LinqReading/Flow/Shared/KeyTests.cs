using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>Whether a predicate compares its row's key to something.</summary>
internal static class KeyTests
{
    public static bool Tests(IAnonymousFunctionOperation predicate, string key) =>
        predicate.Body.Descendants().Any(operation => operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => IsKey(equal.LeftOperand, predicate, key) || IsKey(equal.RightOperand, predicate, key),
            IInvocationOperation { TargetMethod.Name: "Equals" or "Contains" } call => (call.Instance is not null && IsKey(call.Instance, predicate, key)) || call.Arguments.Any(a => IsKey(a.Value, predicate, key)),
            _ => false,
        });

    private static bool IsKey(IOperation operation, IAnonymousFunctionOperation predicate, string key)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation is IPropertyReferenceOperation { Instance: IParameterReferenceOperation row } property
            && property.Property.Name == key
            && predicate.Symbol.Parameters.Any(p => KnownTypes.Same(p, row.Parameter));
    }
}
