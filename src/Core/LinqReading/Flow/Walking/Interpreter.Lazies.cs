using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content><c>Lazy&lt;T&gt;</c>: carried as the function it is made of, which runs where the value is first asked for.</content>
internal sealed partial class Interpreter
{
    private static bool IsLazy(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Lazy", Arity: 1 } lazy && SymbolNames.IsIn(lazy, "System");

    private static AbstractValue? LazyOf(INamedTypeSymbol type, IObjectCreationOperation operation, ImmutableArray<AbstractValue> arguments) =>
        IsLazy(type) && !arguments.IsEmpty && operation.Constructor?.Parameters[0].Type.TypeKind == TypeKind.Delegate ? arguments[0] : null;

    private AbstractValue LazyValue(LambdaValue make, IOperation operation)
    {
        var made = new Slot(make, "Value");
        if (_state!.TryGetValue(made, out var known))
        {
            return known;
        }

        var value = Invoke(make, ImmutableArray<AbstractValue>.Empty, operation.Syntax, operation);
        SetSlot(made, value);
        return value;
    }
}
