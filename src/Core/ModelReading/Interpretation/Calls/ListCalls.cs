using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>LINQ and list methods over lists whose items are known.</summary>
internal static class ListCalls
{
    public static Value Run(Call call, ListVal list)
    {
        var function = call.Values.FirstOrDefault(static v => v is LambdaVal or MethodVal);
        switch (call.Name)
        {
            case "Where":
                return Filter(call, list, function) is { } kept ? new ListVal([.. kept]) : Value.Unknown;
            case "Select":
                return new ListVal([.. list.Items.Select(i => call.Run(function, i))]);
            case "SelectMany":
                var many = ImmutableArray.CreateBuilder<Value>();
                foreach (var item in list.Items)
                {
                    if (call.Run(function, item) is not ListVal inner)
                    {
                        return Value.Unknown;
                    }

                    many.AddRange(inner.Items);
                }

                return new ListVal(many.ToImmutable());
            case "Any":
                return function is null ? Value.Of(!list.Items.IsEmpty) : Filter(call, list, function) is { } any ? Value.Of(any.Count > 0) : Value.Unknown;
            case "All":
                return Filter(call, list, function) is { } all ? Value.Of(all.Count == list.Items.Length) : Value.Unknown;
            case "Count":
                return function is null ? new ConstantVal(list.Items.Length) : Value.Unknown;
            case "First" or "Single" or "FirstOrDefault" or "SingleOrDefault" or "Find" or "Last" or "LastOrDefault":
                if (function is null)
                {
                    return Pick(call, list.Items);
                }

                return Filter(call, list, function) is { } found ? Pick(call, found) : Value.Unknown;
            case "ToList" or "ToArray" or "ToHashSet":
                return list with { };
            case "Add" or "AddRange" or "Insert" or "InsertRange" or "Remove" or "RemoveAll" or "RemoveAt" or "Clear" or "UnionWith" or "ExceptWith":
                return Change(call, list, function);
            case "Append" or "Prepend" when call.Values.LastOrDefault() is { } one:
                return list with { Items = call.Name == "Append" ? list.Items.Add(one) : list.Items.Insert(0, one) };
            case "AsEnumerable" or "OfType" or "Cast" or "OrderBy" or "OrderByDescending" or "AsReadOnly" or "Distinct":
                return list;
            case "Concat" or "Union":
                return call.Values.OfType<ListVal>().LastOrDefault() is { } tail ? new ListVal(list.Items.AddRange(tail.Items)) : Value.Unknown;
            case "Except":
                return call.Values.OfType<ListVal>().LastOrDefault() is { } without
                    ? new ListVal([.. list.Items.Where(i => !without.Items.Any(w => Operators.Equal(i, w) == true))])
                    : Value.Unknown;
            case "Contains":
                var wanted = call.Values.LastOrDefault();
                return wanted is null or UnknownVal ? Value.Unknown : Value.Of(list.Items.Any(i => Operators.Equal(i, wanted) == true));
            case "ForEach":
                foreach (var item in list.Items)
                {
                    call.Run(function, item);
                }

                return Value.Null;
            default:
                return Value.Unknown;
        }
    }

    /// <summary>What changes the list itself. What cannot be told leaves it with an item that nothing is known of.</summary>
    private static Value Change(Call call, ListVal list, Value? function)
    {
        var value = call.Any("item", "collection", "other", "value") ?? Value.Unknown;
        var many = value is ListVal given ? given.Items : [Value.Unknown];
        list.Items = call.Name switch
        {
            "Add" => list.Items.Add(value),
            "AddRange" or "InsertRange" or "UnionWith" => list.Items.AddRange(many),
            "Insert" => list.Items.Insert(call.Number("index") is { } at && at <= list.Items.Length ? at : list.Items.Length, value),
            "Clear" => [],
            "Remove" when value is not UnknownVal => [.. list.Items.Where(i => Operators.Equal(i, value) != true)],
            "ExceptWith" when value is ListVal => [.. list.Items.Where(i => !many.Any(m => Operators.Equal(i, m) == true))],
            "RemoveAll" when Filter(call, list, function) is { } gone => list.Items.RemoveRange(gone),
            _ => list.Items.Add(Value.Unknown),
        };
        list.Doubt ??= call.Interpreter.Undecided;
        return Value.Of(true);
    }

    private static Value Pick(Call call, IReadOnlyList<Value> items) =>
        items.Count == 0
            ? call.Name.EndsWith("OrDefault", System.StringComparison.Ordinal) || call.Name == "Find" ? Value.Null : Value.Unknown
            : call.Name.StartsWith("Last", System.StringComparison.Ordinal) ? items[items.Count - 1] : items[0];

    private static List<Value>? Filter(Call call, ListVal list, Value? function)
    {
        var kept = new List<Value>();
        foreach (var item in list.Items)
        {
            switch (Interpreter.Truth(call.Run(function, item)))
            {
                case true:
                    kept.Add(item);
                    break;
                case null:
                    return null;
            }
        }

        return kept;
    }
}
