using System;
using System.Collections.Generic;
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
            _taken += method.MethodKind == MethodKind.Constructor ? 0 : 1;
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

        if (method.IsStatic ? method.Parameters.IsEmpty : method.ContainingType is { IsValueType: true, IsReadOnly: false } && !method.IsReadOnly)
        {
            return false;
        }

        return (!method.IsStatic && (method.ContainingType.IsValueType || method.ContainingType.SpecialType == SpecialType.System_String))
            || ((method.IsStatic || IsNamedForAsking(method))
                && method.Parameters.All(static p => p.RefKind is RefKind.None or RefKind.In or RefKind.Out)
                && !(SymbolNames.IsIn(method, "System.IO") || SymbolNames.IsIn(method, "System.Threading") || SymbolNames.IsIn(method, "System.Diagnostics")));
    }

    /// <summary>What the framework's objects hold is asked for so: claims of a user, services, settings, items of a session.</summary>
    private static bool IsNamedForAsking(IMethodSymbol method) =>
        !method.ReturnsVoid && (Begins(method, "Get") || Begins(method, "TryGet") || Begins(method, "Find"));

    private static bool Begins(IMethodSymbol method, string with) => method.Name.StartsWith(with, StringComparison.Ordinal);

    private readonly Dictionary<(IMethodSymbol Method, string Asked), (AbstractValue Value, Memory Then)> _answers = [];

    /// <summary>How many calls so far took something (the next of a queue, a new number, the time) rather than asked.</summary>
    private int _taken;

    /// <summary>
    /// A property, or a method named for asking, of the code's own that finds out a key (parses a claim, looks into a request) finds out the same one while nothing that
    /// is known of was changed, however it goes about it: as long as it only asks.
    /// </summary>
    private AbstractValue Again(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, Func<AbstractValue> call)
    {
        var taken = _taken;
        var value = call();
        if (_state is null
            || taken != _taken
            || !(method.MethodKind == MethodKind.PropertyGet || IsNamedForAsking(method))
            || value is not (RuntimeValue or ChoiceValue)
            || Awaited(method.ReturnType) is not ({ IsValueType: true } or { SpecialType: SpecialType.System_String }))
        {
            return value;
        }

        var asked = (method.OriginalDefinition, string.Join(",", arguments.Append(self ?? Nothing).Select(IdentityOf)));
        if (_answers.TryGetValue(asked, out var first) && !IsChanged(first.Then, _state))
        {
            return first.Value;
        }

        _answers[asked] = (value, _state);
        return value;
    }

    /// <summary>Whether a member that was known holds another value now.</summary>
    private bool IsChanged(Memory before, Memory now) => now.DifferingFrom(before).Any(slot =>
        slot.Holder is not Frame && before.TryGetValue(slot, out var then) && !(now.TryGetValue(slot, out var held) && IdentityOf(held) == IdentityOf(then)));

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
