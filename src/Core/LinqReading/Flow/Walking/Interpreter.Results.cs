using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Whether what code gets by asking twice is one value.</content>
internal sealed partial class Interpreter
{
    /// <summary>Holds where each object was last told to do something, by its identity.</summary>
    private static readonly object Told = new();

    /// <summary>The same call on the same values is the same value where the method looks like asking rather than doing.</summary>
    private string CallIdentity(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        if (!Asks(method, self))
        {
            return At(operation.Syntax);
        }

        var values = arguments.Select(IdentityOf);
        if (Counts(Awaited(method.ReturnType)))
        {
            // An id stays what it was while things are done; whether there is something, or how much, does not.
            values = values.Concat(arguments.Select(Since)).Append(self is null ? "" : Since(self));
        }

        return Short((self is null ? method.ContainingType.Name : IdentityOf(self)) + "." + method.Name + "(" + string.Join(",", values) + ")");
    }

    private static bool Asks(IMethodSymbol method, AbstractValue? self)
    {
        if (!IsOfFramework(method))
        {
            return self is not null && !method.ReturnsVoid;
        }

        return method.IsStatic
            ? !method.Parameters.IsEmpty && method.Parameters.All(static p => p.RefKind is RefKind.None or RefKind.In)
              && !(SymbolNames.IsIn(method, "System.IO") || SymbolNames.IsIn(method, "System.Threading") || SymbolNames.IsIn(method, "System.Diagnostics"))
            : method.ContainingType.SpecialType == SpecialType.System_String || (method.ContainingType.IsValueType && (method.IsReadOnly || method.ContainingType.IsReadOnly));
    }

    private static bool IsOfFramework(ISymbol member) => SymbolNames.IsIn(member, "System") || SymbolNames.IsIn(member, "Microsoft");

    /// <summary>Whether a result says whether or how much, which changes as things are done.</summary>
    private static bool Counts(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64;

    /// <summary>A call that does something to its receiver and to the objects it is given.</summary>
    private void Tell(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        if (_state is null || (IsOfFramework(method) ? Asks(method, self) : !(method.ReturnsVoid || Awaited(method.ReturnType) is { Name: "Task" or "ValueTask" })))
        {
            return;
        }

        foreach (var value in arguments.Append(self ?? Nothing))
        {
            if (value is RuntimeValue { Type: { IsReferenceType: true, SpecialType: SpecialType.None } } or RuntimeValue { Type: { IsValueType: true, IsReadOnly: false, SpecialType: SpecialType.None } } or ReferenceValue or RowsValue)
            {
                SetSlot(new Slot(Told, IdentityOf(value)), new RuntimeValue(At(operation.Syntax), "", null));
            }
        }
    }

    /// <summary>What tells a value before something was done to the object it is asked of from the one after.</summary>
    private string Since(AbstractValue value) =>
        _state is not null && value is RuntimeValue or ReferenceValue or RowsValue && _state.TryGetValue(new Slot(Told, IdentityOf(value)), out var told) ? "'" + IdentityOf(told) : "";

    /// <summary>Whether a static property is another value each time it is read: the time, a count.</summary>
    private static bool IsOfTheMoment(ISymbol member) => member is IPropertySymbol { Type.IsValueType: true } && IsOfFramework(member);
}
