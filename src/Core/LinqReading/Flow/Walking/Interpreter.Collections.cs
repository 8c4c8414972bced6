using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Tuples, arrays and lists written out.</content>
internal sealed partial class Interpreter
{
    private const int MostItems = 64;

    private AbstractValue Tuple(ITupleOperation operation)
    {
        var reference = new ReferenceValue(new HeapObject(operation.Type ?? operation.NaturalType!, "tuple" + At(operation.Syntax), Shown(operation.Syntax), HeapKind.Created));
        for (var i = 0; i < operation.Elements.Length; i++)
        {
            SetSlot(new Slot(reference.Object, ItemName(i)), Evaluate(operation.Elements[i]));
        }

        return reference;
    }

    private static string ItemName(int index) => "Item" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private AbstractValue Deconstruction(IDeconstructionAssignmentOperation operation)
    {
        var value = Evaluate(operation.Value);
        Store(operation.Target, value, operation);
        return value;
    }

    /// <summary>Takes a value apart into the variables of a tuple on the left.</summary>
    private void Spread(ITupleOperation target, AbstractValue value, IOperation by)
    {
        for (var i = 0; i < target.Elements.Length; i++)
        {
            Store(target.Elements[i], Part(value, i, by), by);
        }
    }

    /// <summary>The part of a value at a position: of a tuple, or of a record by its parameter list.</summary>
    private AbstractValue Part(AbstractValue value, int index, IOperation operation)
    {
        switch (value)
        {
            case ChoiceValue choice:
                return Each(choice, v => Part(v, index, operation), operation.Syntax);
            case FromCallerValue or UnknownValue:
                return value;
            case ReferenceValue { Object: { } target }:
                Construct(target);
                if (_state!.TryGetValue(new Slot(target, ItemName(index)), out var item))
                {
                    return item;
                }

                var parameter = (target.Type as INamedTypeSymbol)?.InstanceConstructors.Where(c => c.Parameters.Length > index).Select(c => c.Parameters[index]).FirstOrDefault();
                return parameter is not null && _state.TryGetValue(new Slot(target, parameter.Name), out item) ? item : Member(value, ItemName(index), operation);
            default:
                return Member(value, ItemName(index), operation);
        }
    }

    private AbstractValue ArrayOf(IArrayCreationOperation operation)
    {
        foreach (var size in operation.DimensionSizes)
        {
            Evaluate(size);
        }

        return Items(operation.Initializer?.ElementValues ?? ImmutableArray<IOperation>.Empty, operation);
    }

    private AbstractValue CollectionOf(ICollectionExpressionOperation operation) =>
        IsMap(operation.Type) ? new MapValue(ImmutableArray<MapEntry>.Empty, Runtime(operation)) { IsWhole = operation.Elements.IsEmpty } : Items(operation.Elements, operation);

    private AbstractValue Items(ImmutableArray<IOperation> elements, IOperation operation)
    {
        var items = ImmutableArray.CreateBuilder<AbstractValue>();
        var whole = operation is not IArrayCreationOperation { Initializer: null };
        foreach (var element in elements)
        {
            if (element is ISpreadOperation spread)
            {
                var inner = Evaluate(spread.Operand);
                Enumerate(inner, spread.Operand.Syntax);
                whole &= inner is ItemsValue { IsWhole: true };
                if (inner is ItemsValue known)
                {
                    items.AddRange(known.Items);
                }
            }
            else
            {
                items.Add(Evaluate(element));
            }
        }

        return items.Count > MostItems
            ? Runtime(operation)
            : new ItemsValue(items.ToImmutable(), Runtime(operation)) { IsWhole = whole };
    }

    private AbstractValue ElementOf(IArrayElementReferenceOperation operation)
    {
        var array = Evaluate(operation.ArrayReference);
        var indices = operation.Indices.Select(Evaluate).ToImmutableArray();
        if (array is ItemsValue { Items: { } items } && indices.Length == 1 && indices[0] is ConstantValue { Value: int index } && index >= 0 && index < items.Length)
        {
            return items[index];
        }

        return Symbolic(Resolve(operation.Type), Short(IdentityOf(array) + "[" + string.Join(",", indices.Select(IdentityOf)) + "]"), Shown(operation.Syntax), HeapKind.Received);
    }

    private void StoreElement(IArrayElementReferenceOperation target, AbstractValue value)
    {
        if (Evaluate(target.ArrayReference) is ItemsValue { Items: { } items } list && target.ArrayReference is ILocalReferenceOperation local && items.Length < MostItems)
        {
            // Which of the items it takes the place of is not told: the value is one more that may be there.
            Write(local.Local, list with { Items = items.Add(value), IsWhole = false, MayLack = true });
        }
    }
}
