using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>
/// What settles a test (a flag, a count, that there is nothing) and may have been changed where the walk does not see it: in
/// another round of a loop, in a function that something else calls, in code that is not followed. A branch is left out only
/// where the code in view says that it is never taken.
/// </content>
internal sealed partial class Interpreter
{
    private static readonly ConditionalWeakTable<IOperation, StrongBox<ImmutableArray<ISymbol>>> Assigned = new();

    /// <summary>Whether a value settles a test by itself.</summary>
    private static bool Settles(AbstractValue value) => value is ConstantValue;

    /// <summary>A value of which no more is known than where it is held.</summary>
    private AbstractValue Doubted(AbstractValue value, Slot slot, SyntaxNode at)
    {
        var shown = slot.Member is ISymbol symbol ? symbol.Name : (string)slot.Member;
        return MaybeNull(((ConstantValue)value).Type, Short((slot.Holder as HeapObject)?.Identity + "." + shown + "'" + At(at)), shown);
    }

    private AbstractValue MaybeNull(ITypeSymbol? type, string identity, string shown) =>
        Symbolic(type, identity, shown, HeapKind.Injected) is (ReferenceValue or UnknownValue) and var there
            ? new ChoiceValue([
                new Alternative(new ConstantValue(null, type), "when " + shown + " is null") { Assumes = Assumed("null?" + identity, 1) },
                new Alternative(there, null) { Assumes = Assumed("null?" + identity, 0) },
            ])
            : new RuntimeValue(identity, shown, type);

    /// <summary>What holds in any further round of a loop: what the round before changed may go on changing.</summary>
    private Memory Further(Memory before, Memory after, SyntaxNode loop)
    {
        var further = after;
        foreach (var slot in after.DifferingFrom(before))
        {
            if (after.TryGetValue(slot, out var now) && before.TryGetValue(slot, out var then))
            {
                further = Settles(then) && Settles(now) && now is not ConstantValue { Value: string } ? further.SetItem(slot, Doubted(now, slot, loop))
                    : then is ItemsValue or MapValue ? further.SetItem(slot, Loose(now))
                    : further;
            }
        }

        return further;
    }

    /// <summary>What held before a loop, without what a round of it changes of counts and flags.</summary>
    private Memory Unsettled(Memory before, Memory after, SyntaxNode loop)
    {
        var open = before;
        foreach (var slot in after.DifferingFrom(before))
        {
            if (before.TryGetValue(slot, out var then) && Settles(then))
            {
                open = open.SetItem(slot, Doubted(then, slot, loop));
            }
        }

        return open;
    }

    /// <summary>After a function that something else called, maybe: what it set may be as it was as well.</summary>
    private void DoubtChanges(Memory before, SyntaxNode at)
    {
        if (_state is null)
        {
            return;
        }

        foreach (var slot in _state.DifferingFrom(before))
        {
            if (before.TryGetValue(slot, out var then) && _state.TryGetValue(slot, out var now)
                && ((Settles(then) && now is RuntimeValue) || (Settles(now) && (Settles(then) || then is RuntimeValue))))
            {
                _state = _state.SetItem(slot, Doubted(Settles(then) ? then : now, slot, at));
            }
        }
    }

    /// <summary>The state after code may have been left anywhere: variables that it sets hold what they did before, or any of what it gives them.</summary>
    private Memory LeftAnywhere(Memory state, IOperation body)
    {
        foreach (var symbol in AssignedIn(body))
        {
            if (symbol is IFieldSymbol or IPropertySymbol)
            {
                var member = _frame.This is ReferenceValue self ? new Slot(self.Object, MemberName(symbol)) : default;
                if (member.Holder is not null && state.TryGetValue(member, out var held) && Settles(held))
                {
                    state = state.SetItem(member, Doubted(held, member, body.Syntax));
                }

                continue;
            }

            for (var frame = _frame; frame is not null; frame = frame.Outer)
            {
                var slot = new Slot(frame, symbol);
                if (state.TryGetValue(slot, out var value))
                {
                    state = Settles(value) ? state.SetItem(slot, Doubted(value, slot, body.Syntax)) : state;
                    break;
                }
            }
        }

        return state;
    }

    /// <summary>Variables that a function given away sets: whoever has it may have called it by now.</summary>
    private void DoubtCaptured(IAnonymousFunctionOperation function)
    {
        if (_state is not null)
        {
            _state = LeftAnywhere(_state, function);
        }
    }

    /// <summary>The variables, parameters and members of <c>this</c> that code assigns.</summary>
    private static ImmutableArray<ISymbol> AssignedIn(IOperation body) => Assigned.GetValue(body, static b => new StrongBox<ImmutableArray<ISymbol>>(ImmutableArray.CreateRange(b.Descendants().SelectMany(Targets).Distinct(SymbolEqualityComparer.Default)!))).Value;

    private static IEnumerable<ISymbol> Targets(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => Variables(assignment.Target),
        IIncrementOrDecrementOperation counted => Variables(counted.Target),
        IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument => Variables(argument.Value),
        _ => [],
    };

    private static IEnumerable<ISymbol> Variables(IOperation target) => target switch
    {
        ILocalReferenceOperation local => [local.Local],
        IParameterReferenceOperation parameter => [parameter.Parameter],
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } member => [member.Member],
        ITupleOperation tuple => tuple.Elements.SelectMany(Variables),
        _ => [],
    };

    /// <summary>A function of the caller's was given an object: the queries and filters that it now holds, the caller knows.</summary>
    private void GiveUpParts(HeapObject target, FromCallerValue function)
    {
        foreach (var member in target.Type.GetMembers())
        {
            if (member is IPropertySymbol { SetMethod: not null, IsStatic: false } or IFieldSymbol { IsReadOnly: false, IsStatic: false, IsImplicitlyDeclared: false }
                && TypeOf(member) is { } type && (_flow.Known.IsInteresting(type) || type.TypeKind == TypeKind.Delegate))
            {
                SetSlot(new Slot(target, member.Name), new FromCallerValue(function.What));
            }
        }
    }

    /// <summary>Whether a static member was assigned; most code assigns none.</summary>
    private bool _writesStatics;

    /// <summary>Static members may be anything after code that is not followed.</summary>
    private void DoubtStatics(SyntaxNode at)
    {
        if (!_writesStatics || _state is null)
        {
            return;
        }

        foreach (var slot in _state.Slots.Where(static s => s.Holder is ISymbol { IsStatic: true } and not IFieldSymbol { IsReadOnly: true }).ToList())
        {
            _state = Settles(_state[slot]) ? _state.SetItem(slot, Doubted(_state[slot], slot, at)) : _state;
        }
    }

    /// <summary>An object that outlives the code in view: parts that others can set hold whatever they left there.</summary>
    private void Keep(HeapObject target)
    {
        if (_state is null || target.Type is not INamedTypeSymbol type)
        {
            return;
        }

        var reassigned = new HashSet<string>(Reassignments.Of(type, _flow, _cancellationToken));
        foreach (var slot in _state.Slots.Where(s => ReferenceEquals(s.Holder, target)).ToList())
        {
            if (slot.Member is string name && Settles(_state[slot]) && (reassigned.Contains(name) || MemberOf(type, name) is { } member && Reassignments.IsSettable(member)))
            {
                _state = _state.SetItem(slot, MaybeNull(((ConstantValue)_state[slot]).Type, Short(target.Identity + "." + name + "'"), target.Display + "." + name));
            }
        }
    }

    /// <summary>An object that went where it cannot be followed: what was known of its parts, and of theirs, may have been changed by now.</summary>
    private void Doubt(HeapObject target)
    {
        if (_state is null)
        {
            return;
        }

        foreach (var slot in SlotsWithin(target).ToList())
        {
            var value = _state[slot];
            if (slot.Member is string name && Settles(value) && ((ConstantValue)value).Type is { } type)
            {
                var holder = (HeapObject)slot.Holder;
                _state = _state.SetItem(slot, MaybeNull(type, Short(holder.Identity + "." + name + "'"), holder.Display + "." + name));
            }
            else if (value is ItemsValue or MapValue)
            {
                _state = _state.SetItem(slot, Loose(value) is ItemsValue list ? list with { MayLack = true } : Loose(value));
            }
        }
    }

    /// <summary>
    /// Whether something is known of an object made in view that would be in doubt once code had it that is not followed: a
    /// flag, a count, that a list has no more in it. Rows are no such objects.
    /// </summary>
    private bool LosesByGiving(AbstractValue argument) =>
        _state is not null
        && argument is ReferenceValue { Object: { Kind: HeapKind.Created } given }
        && EntityNamed(given.Type) is null
        && SlotsWithin(given).Any(s => s.Member is string && !Equals(s.Member, Built) && (Settles(_state[s]) || !ReferenceEquals(Loose(_state[s]), _state[s])));

    /// <summary>What an object holds, and what the objects hold that were made in view and that it leads to.</summary>
    private IEnumerable<Slot> SlotsWithin(HeapObject target)
    {
        var seen = new HashSet<HeapObject> { target };
        var waiting = new Stack<HeapObject>([target]);
        while (_state is { } state && waiting.Count > 0)
        {
            var next = waiting.Pop();
            foreach (var slot in state.Slots.Where(s => ReferenceEquals(s.Holder, next)))
            {
                yield return slot;
                if (state[slot] is ReferenceValue { Object: { Kind: HeapKind.Created } part } && seen.Add(part))
                {
                    waiting.Push(part);
                }
            }
        }
    }
}
