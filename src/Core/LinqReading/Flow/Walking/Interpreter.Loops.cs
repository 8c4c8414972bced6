using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Loops: their bodies are followed none, one and two times.</content>
internal sealed partial class Interpreter
{
    private void Loop(ILoopOperation operation)
    {
        switch (operation)
        {
            case IForEachLoopOperation each:
                ForEach(each);
                break;
            case IForLoopOperation counted:
                ExecuteAll(counted.Before);
                Rounds(operation, atLeastOnce: false, round =>
                {
                    if (counted.Condition is not null)
                    {
                        Test(counted.Condition);
                    }

                    Execute(counted.Body);
                    Land(operation.ContinueLabel);
                    ExecuteAll(counted.AtLoopBottom);
                });
                break;
            case IWhileLoopOperation { ConditionIsTop: true } loop:
                Rounds(operation, atLeastOnce: loop.Condition?.ConstantValue is { HasValue: true, Value: true }, round =>
                {
                    Evaluate(loop.Condition);
                    Execute(loop.Body);
                    Land(operation.ContinueLabel);
                });
                break;
            case IWhileLoopOperation loop:
                Rounds(operation, atLeastOnce: true, round =>
                {
                    Execute(loop.Body);
                    Land(operation.ContinueLabel);
                    Evaluate(loop.Condition);
                });
                break;
            default:
                Rounds(operation, atLeastOnce: false, round => Execute(operation.Body));
                break;
        }
    }

    private const int MostUnrolled = 16;

    private void ForEach(IForEachLoopOperation operation)
    {
        var collection = Evaluate(operation.Collection) is var held && held is MapValue map ? Pairs(map, operation) : held;
        Enumerate(collection, operation.Collection.Syntax);
        if (collection is ReferenceValue { Object.Type: { } type } && Enumerators.Of(operation, type, _flow) is { } handsOut)
        {
            CallSource(handsOut, collection, handsOut.Parameters.Select(static _ => Nothing).ToImmutableArray(), operation.Collection.Syntax, operation);
        }

        if (collection is ChoiceValue choice && choice.Alternatives.Any(static a => a.Value is ItemsValue))
        {
            Each(
                choice,
                one =>
                {
                    ForEach(operation, one);
                    return Nothing;
                },
                operation.Syntax);
            return;
        }

        ForEach(operation, collection);
    }

    private void ForEach(IForEachLoopOperation operation, AbstractValue collection)
    {
        if (collection is ItemsValue { Items: { Length: <= MostUnrolled } items } list && !list.MayLack && (list.IsWhole || !items.IsEmpty))
        {
            // Its elements are known: the body runs for each of them, one after the other.
            foreach (var item in items)
            {
                BindElement(operation, item);
                Execute(operation.Body);
                Land(operation.ContinueLabel);
            }

            Land(operation.ExitLabel);
            return;
        }

        Rounds(operation, atLeastOnce: false, round =>
        {
            BindElement(operation, Element(collection, operation.LoopControlVariable, round));
            Execute(operation.Body);
            Land(operation.ContinueLabel);
        });
    }

    private void BindElement(IForEachLoopOperation operation, AbstractValue element)
    {
        switch (operation.LoopControlVariable)
        {
            case IVariableDeclaratorOperation declarator:
                Declare(declarator.Symbol, element);
                break;
            case { } target:
                Store(target, element, operation);
                break;
        }
    }

    /// <summary>The value of a collection's elements in one round of a loop over it.</summary>
    private AbstractValue Element(AbstractValue collection, IOperation variable, int round)
    {
        if (collection is ItemsValue { Items: { IsEmpty: false } items })
        {
            return AnyOf(items, variable.Syntax);
        }

        if (collection is FromCallerValue given)
        {
            return given;
        }

        var type = variable is IVariableDeclaratorOperation declarator ? Resolve(declarator.Symbol.Type) : Resolve(variable.Type);
        var shown = variable is IVariableDeclaratorOperation named ? named.Symbol.Name : Shown(variable.Syntax);
        var identity = Short(IdentityOf(collection) + "[" + At(variable.Syntax) + "#" + round + "]");
        if (collection is RowsValue or QueryValue or ChoiceValue)
        {
            _rows.Add(identity);
        }

        return Symbolic(type, identity, shown, HeapKind.Injected);
    }

    /// <summary>One of the items of a list, whichever it is.</summary>
    private AbstractValue AnyOf(ImmutableArray<AbstractValue> items, SyntaxNode at) =>
        Settle(items.Select((item, i) => new Alternative(item, "for element " + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            Assumes = Paths.NoAssumption.Add("item" + At(at), i),
        }));

    private void Rounds(ILoopOperation operation, bool atLeastOnce, System.Action<int> body)
    {
        var before = _state;
        if (before is null)
        {
            return;
        }

        var key = "rounds" + At(operation.Syntax);
        var branches = ImmutableArray.CreateBuilder<Branch>();
        if (!atLeastOnce)
        {
            branches.Add(new Branch(before, Nothing, Paths.NoAssumption.Add(key, 0), "when the loop does not run"));
        }

        var outer = _round;
        _round = (outer * 2) + 1;
        var once = Follow(before, Paths.NoAssumption.Add(key, 1), "when the loop runs once", () =>
        {
            body(1);
            return Nothing;
        });
        if (once.State is not null && !CarriesOver(before, once.State) && Unsettled(before, once.State, operation.Syntax) is var open && !ReferenceEquals(open, before))
        {
            // Only counts and flags changed: what holds in any round holds in the first.
            once = Follow(open, Paths.NoAssumption.Add(key, 1), "when the loop runs", () =>
            {
                body(1);
                return Nothing;
            });
        }

        branches.Add(once);
        if (once.State is not null && CarriesOver(before, once.State))
        {
            _round = (outer * 2) + 2;
            branches.Add(Follow(Further(before, once.State, operation.Syntax), Paths.NoAssumption.Add(key, 2), "when the loop runs several times", () =>
            {
                body(2);
                return Nothing;
            }));
        }

        _round = outer;
        Join(branches.ToImmutable(), operation.Syntax, out _);
        Land(operation.ExitLabel);
    }

    /// <summary>Whether the first round changed something that can make the second one different.</summary>
    private static bool CarriesOver(Memory before, Memory after)
    {
        static bool IsPlain(AbstractValue value) => Paths.Alternatives(value).All(static a => a.Value is RuntimeValue or ConstantValue);
        foreach (var slot in after.DifferingFrom(before))
        {
            if (before.TryGetValue(slot, out var then) && after.TryGetValue(slot, out var now) && !(IsPlain(now) && IsPlain(then)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The element type a value is enumerated as.</summary>
    private ITypeSymbol? ElementType(ITypeSymbol? type) => KnownTypes.ElementOf(type);
}
