using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>What the client does with rows: LINQ to Objects over a query runs the query whole.</content>
internal sealed partial class Interpreter
{
    private AbstractValue? OnRows(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        if (self is not null && method is { Name: "GetEnumerator" or "GetAsyncEnumerator" } && HoldsRows(self))
        {
            // Whoever holds the enumerator goes through the rows.
            Enumerate(self, site);
            return Runtime(operation);
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
        var isSaid = FilteredTooLate(arguments, operation);
        if (deferred)
        {
            return Settle(Paths.Alternatives(arguments[0]).Select(a => a with
            {
                Value = a.Value switch
                {
                    RowsValue rows => rows with { Rows = Runtime(operation), IsSaid = rows.IsSaid || isSaid },
                    QueryValue or FromCallerValue or UnknownValue => new RowsValue(a.Value, Fetched: false, Runtime(operation)) { IsSaid = isSaid },
                    var other => other,
                },
            }));
        }

        Enumerate(arguments[0], site, isSaid);
        var type = Awaited(Resolve(operation.Type));
        return ElementType(type) is not null && type?.SpecialType != SpecialType.System_String
            ? new RowsValue(arguments[0], Fetched: true, Runtime(operation))
            : Symbolic(type, At(operation.Syntax), Shown(operation.Syntax), HeapKind.Received);
    }

    /// <remarks>C# 14 prefers the span's <c>Contains</c> for an array.</remarks>
    private static bool IsClientOperator(IMethodSymbol method) =>
        (method.ContainingType is { Name: "Enumerable" or "AsyncEnumerable" } && SymbolNames.IsIn(method, "System.Linq"))
        || (method is { Name: "Contains", ContainingType.Name: "MemoryExtensions" } && SymbolNames.IsIn(method, "System"));

    private static bool HoldsRows(AbstractValue value) => Paths.Alternatives(value).Any(static a => a.Value is RowsValue or QueryValue or FromCallerValue or UnknownValue);

    /// <summary>Puts a changed collection where the one it was made of is held, as far as that is known.</summary>
    private void Replace(IOperation? holder, AbstractValue before, AbstractValue after, IOperation by)
    {
        switch (holder)
        {
            case ILocalReferenceOperation local:
                Write(local.Local, after);
                break;
            case IParameterReferenceOperation parameter:
                StoreParameter(parameter.Parameter, after);
                break;
            case IMemberReferenceOperation { Instance: null } shared:
                SetSlot(StaticSlot(shared.Member), after);
                break;
            case IMemberReferenceOperation { Instance: { } owner } member when Evaluate(owner) is ReferenceValue reference:
                WriteObject(reference, member.Member, after, by);
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } when _created.Count > 0 && ReferenceEquals(_created.Peek(), before):
                _created.Pop();
                _created.Push(after);
                break;
        }
    }
}
