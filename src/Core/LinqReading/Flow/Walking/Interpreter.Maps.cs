using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Dictionaries: of sort keys and filters by name, and of the repositories that a unit of work has made.</content>
internal sealed partial class Interpreter
{
    private static bool IsMap(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && (IsMapInterface(named) || named.AllInterfaces.Any(IsMapInterface));

    private static bool IsMapInterface(INamedTypeSymbol type) =>
        type is { Name: "IDictionary" or "IReadOnlyDictionary", Arity: 2, ContainingNamespace.Name: "Generic" };

    /// <summary>A dictionary that a library makes: with what another holds, or empty where it is made of a capacity and a comparer at most.</summary>
    private MapValue CopyOf(MapValue? other, IObjectCreationOperation operation) =>
        new(other?.Entries ?? ImmutableArray<MapEntry>.Empty, Runtime(operation))
        {
            IsWhole = other?.IsWhole ?? operation.Constructor?.Parameters.All(static p => p.Type is { SpecialType: SpecialType.System_Int32 } or { Name: "IEqualityComparer" or "IComparer" }) == true,
        };

    /// <summary>Something that a query can be made of or by.</summary>
    private static bool IsPart(AbstractValue value) => value is QueryValue or LambdaValue or TreeLambdaValue or ReferenceValue or FromCallerValue or UnknownValue or ChoiceValue;

    private AbstractValue? OnMap(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        var holder = operation is IInvocationOperation call ? call.Instance ?? call.Arguments.FirstOrDefault()?.Value : null;
        while (holder is IConversionOperation conversion)
        {
            holder = conversion.Operand;
        }

        if (self is null && arguments.FirstOrDefault() is MapValue first)
        {
            (self, arguments) = (first, arguments.RemoveAt(0));
        }

        if (self is not MapValue map)
        {
            return null;
        }

        switch (method.Name)
        {
            case "Add" or "TryAdd" when arguments.Length == 2:
                Put(holder, map, arguments[0], arguments[1], operation);
                return method.ReturnsVoid ? Nothing : Runtime(operation);
            case "ContainsKey" when arguments.Length == 1:
                return Truth(Holds(map, arguments[0], holder), operation);
            case "TryGetValue" when arguments.Length == 2:
                var found = Holds(map, arguments[0], holder);
                _outs[method.OriginalDefinition.Parameters[1]] = Found(map, arguments[0], found, new ConstantValue(null, null), holder, operation);
                return Truth(found, operation);
            case "GetValueOrDefault" when arguments.Length is 1 or 2:
                var absent = arguments.Length == 2 ? arguments[1] : new ConstantValue(null, null);
                return Found(map, arguments[0], Holds(map, arguments[0], holder), absent, holder, operation);
            case "GetOrAdd" or "AddOrUpdate" when arguments.Length >= 2:
                return GetOrAdd(map, arguments, holder, site, operation);
            case "Remove" or "TryRemove" when !arguments.IsEmpty:
                if (arguments.Length == 2)
                {
                    _outs[method.OriginalDefinition.Parameters[1]] = Found(map, arguments[0], Holds(map, arguments[0], holder), new ConstantValue(null, null), holder, operation);
                }

                Replace(holder, map, map with { Entries = map.Entries.RemoveAll(e => IsSameKey(e.Key, arguments[0]) == true), IsWhole = map.IsWhole && map.Entries.All(e => IsSameKey(e.Key, arguments[0]) is not null) }, operation);
                return Runtime(operation);
            case "Clear" when arguments.IsEmpty:
                Replace(holder, map, map with { Entries = ImmutableArray<MapEntry>.Empty }, operation);
                return Nothing;
            case "ToFrozenDictionary" or "ToImmutableDictionary" or "ToDictionary" or "AsReadOnly" when arguments.All(static a => a is not LambdaValue):
                return map;
            default:
                if (!method.IsStatic)
                {
                    Replace(holder, map, Loose(map), operation);
                }

                return null;
        }
    }

    private void Put(IOperation? holder, MapValue map, AbstractValue key, AbstractValue value, IOperation by) =>
        Replace(holder, map, map.Entries.Length >= MostItems ? Loose(map) : map with { Entries = map.Entries.RemoveAll(e => IsSameKey(e.Key, key) == true).Add(new MapEntry(key, value)) }, by);

    private AbstractValue GetOrAdd(MapValue map, ImmutableArray<AbstractValue> arguments, IOperation? holder, SyntaxNode site, IOperation operation)
    {
        var held = Holds(map, arguments[0], holder);
        var update = arguments.Length == 3 ? arguments[2] as LambdaValue : null;
        if (held.Known == true && update is null)
        {
            return Value(map, arguments[0], holder, operation);
        }

        var made = held.Known == true ? Value(map, arguments[0], holder, operation)
            : arguments[1] is LambdaValue make ? Invoke(make, [arguments[0], .. update is null ? arguments.Skip(2) : []], site, operation)
            : arguments[1];
        if (update is not null && Invoke(update, [arguments[0], made], site, operation) is var updated && !ReferenceEquals(updated, made))
        {
            made = held.Known == true ? updated : AnyOf([made, updated], operation.Syntax);
        }

        Put(holder, map, arguments[0], made, operation);
        return Found(map, arguments[0], held, made, holder, operation);
    }

    /// <summary>Whether a key is in a dictionary, as far as that is known.</summary>
    private Condition Holds(MapValue map, AbstractValue key, IOperation? holder) =>
        map.IsWhole && map.Entries.Any(e => IsSameKey(e.Key, key) == true) ? Condition.True
        : map.IsWhole && map.Entries.All(e => IsSameKey(e.Key, key) == false) && !IsFilledElsewhere(holder) ? Condition.False
        : Condition.Of(Short("has " + IdentityOf(map) + "[" + IdentityOf(key) + "]"));

    /// <summary>The value under a key where it is there, else another.</summary>
    private AbstractValue Found(MapValue map, AbstractValue key, Condition held, AbstractValue absent, IOperation? holder, IOperation operation)
    {
        if (held.Known is { } known)
        {
            return known ? Value(map, key, holder, operation) : absent;
        }

        return Settle([
            new Alternative(Value(map, key, holder, operation), null) { Assumes = held.WhenTrue },
            new Alternative(absent, null) { Assumes = held.WhenFalse },
        ]);
    }

    /// <summary>The value under a key that is there: one of those that were put under it or under a key that may be the same.</summary>
    private AbstractValue Value(MapValue map, AbstractValue key, IOperation? holder, IOperation operation)
    {
        if (map.Entries.FirstOrDefault(e => IsSameKey(e.Key, key) == true) is { } exact)
        {
            return exact.Value;
        }

        var possible = map.Entries.Where(e => IsSameKey(e.Key, key) is null).Select(static e => e.Value).ToImmutableArray();
        if (map.IsWhole && possible.Any(IsPart) && !IsFilledElsewhere(holder))
        {
            return AnyOf(possible, operation.Syntax);
        }

        var type = Resolve((holder?.Type as INamedTypeSymbol)?.TypeArguments is [_, var of] ? of : operation.Type);
        return Symbolic(type, Short(IdentityOf(map) + "[" + IdentityOf(key) + "]"), Shown(operation.Syntax), HeapKind.Injected);
    }

    /// <summary>Whether two keys are the same; null where that is not known.</summary>
    private bool? IsSameKey(AbstractValue left, AbstractValue right)
    {
        if (left is TypeValue one && right is TypeValue other)
        {
            return Equals(one, other) ? true : IsOpen(one.Of) || IsOpen(other.Of) ? null : false;
        }

        return IdentityOf(left) == IdentityOf(right) ? true : left is ConstantValue && right is ConstantValue ? false : null;
    }

    private static bool IsOpen(ITypeSymbol type) =>
        type is ITypeParameterSymbol || (type is INamedTypeSymbol named && named.TypeArguments.Any(IsOpen)) || (type is IArrayTypeSymbol array && IsOpen(array.ElementType));

    /// <summary>
    /// Whether other code than what is being followed may have put something into the dictionary that a member holds. What
    /// the code at hand finds in a dictionary that only it fills is what it puts there itself.
    /// </summary>
    private bool IsFilledElsewhere(IOperation? holder)
    {
        if (holder is not IMemberReferenceOperation { Member: { } member } reference || !_flow.IsSource(member))
        {
            return holder is not (ILocalReferenceOperation or IInstanceReferenceOperation);
        }

        if (reference.Instance is { } owner && Evaluate(owner) is ReferenceValue { Object.Kind: HeapKind.Created })
        {
            return false;
        }

        for (var frame = _frame; frame is not null; frame = frame.Caller)
        {
            if (frame.Method is { } method && KnownTypes.Same(method.ContainingType.OriginalDefinition, member.ContainingType.OriginalDefinition))
            {
                return Fillings.InOthers(member, frame.Unit, _flow, _cancellationToken);
            }
        }

        return true;
    }

    /// <summary>What a loop over a dictionary goes through.</summary>
    private AbstractValue Pairs(MapValue map, IForEachLoopOperation loop)
    {
        if (!map.Entries.Any(static e => IsPart(e.Value)) || ElementType(loop.Collection.Type) is not { } type)
        {
            return map.AsRuntime;
        }

        var pairs = ImmutableArray.CreateBuilder<AbstractValue>(map.Entries.Length);
        foreach (var entry in map.Entries)
        {
            var pair = new ReferenceValue(new HeapObject(type, IdentityOf(entry.Key) + At(loop.Syntax), "entry", HeapKind.Created));
            SetSlot(new Slot(pair.Object, "Key"), entry.Key);
            SetSlot(new Slot(pair.Object, "Value"), entry.Value);
            SetSlot(new Slot(pair.Object, ItemName(0)), entry.Key);
            SetSlot(new Slot(pair.Object, ItemName(1)), entry.Value);
            pairs.Add(pair);
        }

        return new ItemsValue(pairs.MoveToImmutable(), map.AsRuntime);
    }
}
