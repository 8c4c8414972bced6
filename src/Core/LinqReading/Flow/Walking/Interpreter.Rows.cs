using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>What the client does with rows: LINQ to Objects over a query runs the query whole.</content>
internal sealed partial class Interpreter
{
    private AbstractValue? OnRows(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        if (self is ItemsValue list && method.Name == "Add" && arguments.Length == 1)
        {
            Append(list, arguments[0], operation);
            return Nothing;
        }

        if (self is not null || arguments.IsEmpty || !IsClientOperator(method) || !HoldsRows(arguments[0]))
        {
            return null;
        }

        for (var i = 1; i < arguments.Length; i++)
        {
            if (arguments[i] is LambdaValue { IsExpressionTree: false } or ChoiceValue)
            {
                HandOver(arguments[i], operation);
            }
            else
            {
                Enumerate(arguments[i], operation.Syntax);
            }
        }

        var deferred = method.ReturnType is INamedTypeSymbol { TypeKind: TypeKind.Interface } returned && ElementType(returned) is not null && returned.Name is "IEnumerable" or "IOrderedEnumerable" or "IAsyncEnumerable" or "IOrderedAsyncEnumerable";
        FilteredTooLate(method, arguments, operation);
        if (deferred)
        {
            return Settle(Paths.Alternatives(arguments[0]).Select(a => a with
            {
                Value = a.Value switch
                {
                    RowsValue rows => rows with { Rows = Runtime(operation) },
                    QueryValue or FromCallerValue or UnknownValue => new RowsValue(a.Value, Fetched: false, Runtime(operation)),
                    var other => other,
                },
            }));
        }

        Enumerate(arguments[0], site);
        var type = Awaited(Resolve(operation.Type));
        return ElementType(type) is not null && type?.SpecialType != SpecialType.System_String
            ? new RowsValue(arguments[0], Fetched: true, Runtime(operation))
            : Symbolic(type, At(operation.Syntax), Shown(operation.Syntax), HeapKind.Injected);
    }

    private static bool IsClientOperator(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable" or "AsyncEnumerable" } && KnownTypes.IsIn(method, "System.Linq");

    private static bool HoldsRows(AbstractValue value) => Paths.Alternatives(value).Any(static a => a.Value is RowsValue or QueryValue or FromCallerValue or UnknownValue);

    private void Append(ItemsValue list, AbstractValue item, IOperation operation)
    {
        if (operation is IInvocationOperation { Instance: ILocalReferenceOperation local } && list.Items.Length < MostItems)
        {
            Write(local.Local, list with { Items = list.Items.Add(item) });
        }
        else if (operation is IInvocationOperation { Instance: IMemberReferenceOperation { Instance: { } holder } member } && list.Items.Length < MostItems && Evaluate(holder) is ReferenceValue reference)
        {
            WriteObject(reference, member.Member, list with { Items = list.Items.Add(item) }, operation);
        }
    }
}
