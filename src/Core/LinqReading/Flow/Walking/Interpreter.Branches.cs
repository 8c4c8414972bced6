using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Where control parts and joins again.</content>
internal sealed partial class Interpreter
{
    /// <summary>The end of one branch: what it left, and what it took for granted. No state means control never gets there.</summary>
    private sealed record Branch(Memory? State, AbstractValue Value, ImmutableDictionary<string, int> Assumes, string? Path);

    private ImmutableDictionary<string, int> Assumed(string key, int outcome)
    {
        var condition = Condition.Of(key);
        return outcome == 1 ? condition.WhenTrue : condition.WhenFalse;
    }

    /// <summary>Follows something under further assumptions, and keeps what it left as a branch.</summary>
    private Branch Follow(Memory? from, ImmutableDictionary<string, int> assumes, string? path, System.Func<AbstractValue> what)
    {
        var outer = _assumed;
        if (from is null || Paths.Join(outer, assumes) is not { } joined)
        {
            return new Branch(null, Nothing, assumes, path);
        }

        _state = from;
        _assumed = joined;
        var value = what();

        // Returns on some paths inside leave more taken for granted afterwards.
        var after = _assumed;
        _assumed = outer;
        return new Branch(_state, value, _state is null ? assumes : Beyond(after, outer), path);
    }

    /// <summary>What is taken for granted beyond what was before.</summary>
    private static ImmutableDictionary<string, int> Beyond(ImmutableDictionary<string, int> after, ImmutableDictionary<string, int> before) =>
        before.IsEmpty ? after : after.RemoveRange(before.Keys);

    private void Join(Branch one, Branch other, SyntaxNode at, out AbstractValue value) => Join([one, other], at, out value);

    /// <summary>Joins branches that started from one state; what differs becomes a choice.</summary>
    private void Join(ImmutableArray<Branch> branches, SyntaxNode at, out AbstractValue value)
    {
        var alive = branches.RemoveAll(static b => b.State is null);
        if (alive.Length <= 1)
        {
            _state = alive.Length == 0 ? null : alive[0].State;
            value = alive.Length == 0 ? Nothing : alive[0].Value;
            if (alive.Length == 1)
            {
                _assumed = Paths.Join(_assumed, alive[0].Assumes) ?? _assumed;
            }

            return;
        }

        var state = alive[0].State!;
        if (alive.Any(b => !ReferenceEquals(b.State, state)))
        {
            foreach (var slot in alive.Skip(1).SelectMany(b => b.State!.DifferingFrom(alive[0].State!)).Distinct())
            {
                state = state.SetItem(slot, Merge(alive, b => b.State!.TryGetValue(slot, out var v) ? v : null, slot, at));
            }
        }

        _state = state;
        value = Merge(alive, static b => b.Value, null, at);
    }

    private AbstractValue Merge(ImmutableArray<Branch> branches, System.Func<Branch, AbstractValue?> pick, Slot? slot, SyntaxNode at)
    {
        var values = new List<(AbstractValue Value, Branch Branch)>();
        foreach (var branch in branches)
        {
            if (pick(branch) is { } value)
            {
                values.Add((value, branch));
            }
        }

        var first = values[0].Value;
        if (values.All(v => Equals(v.Value, first)))
        {
            return first;
        }

        if (values.All(static v => v.Value is RuntimeValue or ConstantValue { Value: not null }) && !values.All(v => v.Value is ConstantValue { Value: bool } || (v.Value is ConstantValue { Value: string } && branches.Length <= FewTexts)))
        {
            return MergedRuntime(values.Select(static v => v.Value), slot, at);
        }

        return Settle(values.Select(v => new Alternative(v.Value, v.Branch.Path) { Assumes = v.Branch.Assumes }));
    }

    /// <summary>Names of includes are chosen between a few texts; of more it is not told which it is.</summary>
    private const int FewTexts = 4;

    /// <summary>One run-time value, whichever path it came by.</summary>
    private AbstractValue MergedRuntime(IEnumerable<AbstractValue> values, Slot? slot, SyntaxNode at)
    {
        var identity = string.Join("|", values.Select(IdentityOf));
        var first = values.First();
        var type = first is RuntimeValue runtime ? runtime.Type : ((ConstantValue)first).Type;
        var shown = slot?.Member is ISymbol symbol ? symbol.Name : slot?.Member as string ?? Shown(at);
        return new RuntimeValue(Short("(" + identity + ")" + At(at)), shown, type);
    }

    private AbstractValue Throw(IThrowOperation operation)
    {
        Evaluate(operation.Exception);
        _state = null;
        return Nothing;
    }

    /// <summary><c>if</c> and the ternary operator.</summary>
    private AbstractValue Conditional(IConditionalOperation operation)
    {
        var condition = Test(operation.Condition);
        var from = _state;
        if (condition.Known is { } known)
        {
            return known ? ValueOrStatement(operation.WhenTrue) : ValueOrStatement(operation.WhenFalse);
        }

        var shown = Shown(operation.Condition.Syntax);
        var then = Follow(from, condition.WhenTrue, "when " + shown, () => ValueOrStatement(operation.WhenTrue));
        var otherwise = Follow(from, condition.WhenFalse, "unless " + shown, () => ValueOrStatement(operation.WhenFalse));
        Join(then, otherwise, operation.Syntax, out var value);
        return value;
    }

    private AbstractValue ValueOrStatement(IOperation? operation)
    {
        if (operation is null)
        {
            return Nothing;
        }

        if (IsStatement(operation))
        {
            Execute(operation);
            return Nothing;
        }

        return Evaluate(operation);
    }

    private AbstractValue Coalesce(ICoalesceOperation operation)
    {
        var value = Evaluate(operation.Value);
        switch (IsNull(value))
        {
            case false:
                return value;
            case true:
                return Evaluate(operation.WhenNull);
        }

        var from = _state;
        var key = NullKey(value);
        var shown = Shown(operation.Value.Syntax);
        var present = new Branch(from, Present(value), Assumed(key, 0), "when " + shown + " is not null");
        var absent = Follow(from, Assumed(key, 1), "when " + shown + " is null", () => Evaluate(operation.WhenNull));
        Join(present, absent, operation.Syntax, out var result);
        return result;
    }

    /// <summary>A value without its null alternatives.</summary>
    private static AbstractValue Present(AbstractValue value)
    {
        if (value is not ChoiceValue choice)
        {
            return value;
        }

        var left = choice.Alternatives.RemoveAll(static a => a.Value is ConstantValue { Value: null });
        return left.IsEmpty ? value : Paths.Choice(left);
    }

    private AbstractValue ConditionalAccess(IConditionalAccessOperation operation)
    {
        var receiver = Evaluate(operation.Operation);
        if (IsNull(receiver) == true)
        {
            return new ConstantValue(null, operation.Type);
        }

        _receivers.Push(Present(receiver));
        try
        {
            return Evaluate(operation.WhenNotNull);
        }
        finally
        {
            _receivers.Pop();
        }
    }

    private AbstractValue SwitchExpression(ISwitchExpressionOperation operation)
    {
        var value = Evaluate(operation.Value);
        var from = _state;
        var before = Paths.NoAssumption;
        var branches = ImmutableArray.CreateBuilder<Branch>();
        foreach (var arm in operation.Arms)
        {
            _state = from;
            var condition = Match(arm.Pattern, value);
            if (arm.Guard is not null && condition.Known != false)
            {
                condition = condition.And(Test(arm.Guard));
            }

            if (condition.Known != false && Paths.Join(before, condition.WhenTrue) is { } assumes)
            {
                branches.Add(Follow(_state, assumes, "for " + Shown(arm.Pattern.Syntax), () => Evaluate(arm.Value)));
            }

            if (condition.Known == true || Paths.Join(before, condition.WhenFalse) is not { } rest)
            {
                break;
            }

            before = rest;
        }

        if (branches.Count == 0)
        {
            _state = from;
            return Opaque(operation);
        }

        Join(branches.ToImmutable(), operation.Syntax, out var result);
        return result;
    }
}
