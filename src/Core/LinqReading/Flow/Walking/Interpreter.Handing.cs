using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>What the member at hand hands to its caller.</content>
internal sealed partial class Interpreter
{
    /// <summary>
    /// Whether what the member returns, or leaves in its parameters, carries a query or a part of one. If not, callers need
    /// not follow it for that.
    /// </summary>
    public bool HandsOut()
    {
        var seen = new HashSet<HeapObject>();
        if (_frame.Returns.Any(r => Carries(r.Value, r.State, seen)) || _frame.Yields.Any(y => Carries(y, _state, seen)))
        {
            return true;
        }

        foreach (var parameter in _frame.Method?.Parameters ?? System.Collections.Immutable.ImmutableArray<IParameterSymbol>.Empty)
        {
            if (parameter.RefKind is RefKind.Out or RefKind.Ref
                && _frame.Returns.Select(static r => r.State).Append(_state).Any(s => s is not null && s.TryGetValue(new Slot(_frame, parameter), out var left) && Carries(left, s, seen)))
            {
                return true;
            }
        }

        return false;
    }

    private bool Carries(AbstractValue value, Memory? state, HashSet<HeapObject> seen)
    {
        switch (value)
        {
            case RuntimeValue or ConstantValue:
                return false;
            case ChoiceValue choice:
                return choice.Alternatives.Any(a => Carries(a.Value, state, seen));
            case ItemsValue items:
                return items.Items.Any(i => Carries(i, state, seen));
            case MapValue map:
                return map.Entries.Any(e => Carries(e.Value, state, seen));
            case RowsValue { Fetched: true } rows:
                // Rows of an entity may yet be filtered by its key, too late. Of what the client made of rows nothing is said.
                return Paths.Alternatives(rows.Source).Any(a => a.Value is QueryValue query && KeyOfRows(query) is not null);
            case ReferenceValue { Object: { } target }:
                return _flow.Carriers.Carries(target.Type) || (target.Kind == HeapKind.Created && (EntityNamed(target.Type) is not null || (seen.Add(target) && AnyMember(target, state, seen))));
            default:
                return true;
        }
    }

    private bool AnyMember(HeapObject target, Memory? state, HashSet<HeapObject> seen) =>
        state is not null && state.Slots.Any(s => ReferenceEquals(s.Holder, target) && !Equals(s.Member, Built) && Carries(state[s], state, seen));
}
