using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>
/// Lists whose items are known: what is put into them, and what client code makes of them. A list is known whole as long
/// as nothing else may hold it that could put more into it.
/// </content>
internal sealed partial class Interpreter
{
    private AbstractValue? OnList(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        if (self is ItemsValue list)
        {
            return OnListItself(method, list, arguments, operation);
        }

        if (self is not null || arguments.IsEmpty || !IsClientOperator(method))
        {
            return null;
        }

        if (method.Name == "Aggregate" && arguments.Length == 3 && Paths.Alternatives(arguments[1]).Any(static a => a.Value is QueryValue or FromCallerValue or UnknownValue or LambdaValue))
        {
            return Aggregated(method, arguments[0], arguments[1], arguments[2], site, operation);
        }

        return arguments[0] switch
        {
            ItemsValue { IsWhole: true } whole => OfItems(method, whole, arguments, operation),
            ChoiceValue choice when choice.Alternatives.All(static a => a.Value is ItemsValue { IsWhole: true }) && OfItems(method, (ItemsValue)choice.Alternatives[0].Value, arguments, operation) is not null =>
                Each(choice, one => OfItems(method, (ItemsValue)one, arguments, operation) ?? Opaque(operation), site),
            _ => null,
        };
    }

    private AbstractValue? OnListItself(IMethodSymbol method, ItemsValue list, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        var holder = PlaceOf((operation as IInvocationOperation)?.Instance) ?? (operation as IInvocationOperation)?.Instance;
        switch (method.Name)
        {
            case "Add" when arguments.Length == 1:
                AppendTo(holder, list, arguments[0], operation);
                return Nothing;
            case "AddRange" when arguments.Length == 1 && arguments[0] is ItemsValue more && list.Items.Length + more.Items.Length < MostItems:
                Replace(holder, list, list with { Items = list.Items.AddRange(more.Items), IsWhole = list.IsWhole && more.IsWhole }, operation);
                return Nothing;
            case "Clear" when arguments.IsEmpty:
                Replace(holder, list, list with { Items = ImmutableArray<AbstractValue>.Empty, MayLack = false }, operation);
                return Nothing;
            case "Contains" or "IndexOf" or "ToArray" or "AsReadOnly" or "GetEnumerator" or "Sort" or "ForEach" or "Exists" or "TrueForAll" or "Find" or "FindAll" or "ConvertAll" or "GetHashCode" or "ToString":
                return null;
            default:
                var changed = list with { IsWhole = false, MayLack = list.MayLack || !KeepsItems(method) };
                if (changed != list)
                {
                    Replace(holder, list, changed, operation);
                }

                return null;
        }
    }

    /// <summary>Whether a collection's method is made to take something out of it.</summary>
    private static bool TakesOut(IMethodSymbol method) =>
        !method.IsStatic && (method.Name is "Clear" or "Pop" or "Dequeue" or "ExceptWith" or "IntersectWith" || method.Name.StartsWith("Remove", System.StringComparison.Ordinal));

    /// <summary>Whether a collection's method leaves in it what is there; of one that is not known, it may not.</summary>
    private static bool KeepsItems(IMethodSymbol method) =>
        !method.Name.StartsWith("Remove", System.StringComparison.Ordinal)
        && (method.Name.StartsWith("Add", System.StringComparison.Ordinal) || method.Name.StartsWith("Insert", System.StringComparison.Ordinal) || method.Name.StartsWith("Find", System.StringComparison.Ordinal)
            || method.Name.StartsWith("Get", System.StringComparison.Ordinal) || method.Name.StartsWith("Copy", System.StringComparison.Ordinal) || method.Name.StartsWith("Last", System.StringComparison.Ordinal)
            || method.Name is "Reverse" or "TrimExcess" or "EnsureCapacity" or "BinarySearch" or "Slice" or "UnionWith" or "Push" or "Enqueue" or "Peek" or "Overlaps" or "SetEquals" or "AsSpan" or "Append" or "Prepend");

    /// <summary>What LINQ to Objects makes of a list that is known whole, where that is known too.</summary>
    private AbstractValue? OfItems(IMethodSymbol method, ItemsValue list, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        var items = list.Items;
        switch (method.Name)
        {
            case "Any" when arguments.Length == 1:
                return new ConstantValue(!items.IsEmpty, operation.Type);
            case "Count" when arguments.Length == 1:
                return new ConstantValue(items.Length, operation.Type);
            case "Contains" when arguments is [_, TypeValue sought, ..] && items.All(static i => i is TypeValue):
                return new ConstantValue(items.Any(i => SymbolEqualityComparer.Default.Equals(((TypeValue)i).Of, sought.Of)), operation.Type);
            case "First" or "FirstOrDefault" when arguments.Length == 1 && !items.IsEmpty:
                return items[0];
            case "Last" or "LastOrDefault" when arguments.Length == 1 && !items.IsEmpty:
                return items[items.Length - 1];
            case "Reverse" when arguments.Length == 1:
                return new ItemsValue(ImmutableArray.CreateRange(items.Reverse()), Runtime(operation)) { IsWhole = true };
            case "Skip" when arguments.Length == 2 && arguments[1] is ConstantValue { Value: int skip }:
                return new ItemsValue(ImmutableArray.CreateRange(items.Skip(skip)), Runtime(operation)) { IsWhole = true };
            case "Take" when arguments.Length == 2 && arguments[1] is ConstantValue { Value: int take }:
                return new ItemsValue(ImmutableArray.CreateRange(items.Take(take)), Runtime(operation)) { IsWhole = true };
            case "ToList" or "ToArray" or "AsEnumerable" when arguments.Length == 1:
                return new ItemsValue(items, list.AsRuntime) { IsWhole = true };
            default:
                return null;
        }
    }

    /// <summary>Puts a further item into a list, where the variable or member that holds the list is known.</summary>
    private void AppendTo(IOperation? holder, ItemsValue list, AbstractValue item, IOperation by) =>
        Replace(holder, list, list.Items.Length >= MostItems ? list with { IsWhole = false } : list with { Items = list.Items.Add(item) }, by);

    /// <summary>
    /// A value that goes from one place into another. Two places that hold one list may both put more into it; what the
    /// one puts there the other does not learn of here, so neither knows it whole from then on.
    /// </summary>
    private AbstractValue Shared(AbstractValue value, IOperation? from, ITypeSymbol? into)
    {
        if (!CanGrow(into) || !Paths.Alternatives(value).Any(static a => !ReferenceEquals(Loose(a.Value), a.Value)) || PlaceOf(from) is not { } place)
        {
            return value;
        }

        var loose = value is ChoiceValue choice
            ? new ChoiceValue(ImmutableArray.CreateRange(choice.Alternatives, static a => a with { Value = Loose(a.Value) }))
            : Loose(value);
        Store(place, loose, place);
        return loose;
    }

    private static AbstractValue Loose(AbstractValue value) => value switch
    {
        ItemsValue { IsWhole: true } list => list with { IsWhole = false },
        MapValue { IsWhole: true } map => map with { IsWhole = false },
        _ => value,
    };

    /// <summary>The variable or member that an expression reads; null for a value of its own.</summary>
    private static IOperation? PlaceOf(IOperation? from)
    {
        while (from is IConversionOperation or IParenthesizedOperation)
        {
            from = from is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)from).Operand;
        }

        return from is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false } ? from : null;
    }

    /// <summary>Whether a collection that a library makes has nothing in it: of no arguments, or of a capacity.</summary>
    private static bool BeginsEmpty(IObjectCreationOperation operation) =>
        operation.Type is INamedTypeSymbol { Arity: 1 } && operation.Constructor?.Parameters is [] or [{ Type.SpecialType: SpecialType.System_Int32 }];

    /// <summary>Whether a list can be made longer through a variable of this type.</summary>
    private bool CanGrow(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsValueType: false, SpecialType: not SpecialType.System_String } named
        && ElementType(named) is not null
        && !(named.TypeKind == TypeKind.Interface && (named.Name == "IEnumerable" || named.Name.StartsWith("IReadOnly", System.StringComparison.Ordinal)));

    /// <summary><c>items.Aggregate(query, (q, item) => …)</c>: the function for each of the items.</summary>
    private AbstractValue Aggregated(IMethodSymbol method, AbstractValue over, AbstractValue seed, AbstractValue function, SyntaxNode site, IOperation operation)
    {
        if (over is ChoiceValue choice)
        {
            return Each(choice, one => Aggregated(method, one, seed, function, site, operation), site);
        }

        if (over is RuntimeValue)
        {
            // As many as there are: none, one, or more than one, each of them another.
            var item = Resolve(method.TypeArguments[0]);
            AbstractValue Nth(int n) => Symbolic(item, Short(IdentityOf(over) + "[" + At(site) + "#" + n + "]"), Shown(site), HeapKind.Injected);
            var once = Invoke(function, [seed, Nth(1)], site, operation);
            var key = "rounds" + At(site);
            return Settle(
            [
                new Alternative(seed, "when there is none") { Assumes = Paths.NoAssumption.Add(key, 0) },
                new Alternative(once, "when there is one") { Assumes = Paths.NoAssumption.Add(key, 1) },
                new Alternative(Invoke(function, [once, Nth(2)], site, operation), "when there are more") { Assumes = Paths.NoAssumption.Add(key, 2) },
            ]);
        }

        var items = over switch
        {
            ItemsValue list => list.Items,
            FromCallerValue given => [given],
            _ => [new UnknownValue("what '" + Shown(operation.Syntax) + "' goes through is not known")],
        };
        var value = seed;
        foreach (var item in items.Take(MostItems))
        {
            value = Invoke(function, [value, item], site, operation);
        }

        return over is ItemsValue { MayLack: true, Items.IsEmpty: false } ? Settle([new Alternative(seed, "when there is none") { Assumes = Paths.NoAssumption.Add("rounds" + At(site), 0) }, new Alternative(value, "when there are some") { Assumes = Paths.NoAssumption.Add("rounds" + At(site), 1) }]) : value;
    }
}
