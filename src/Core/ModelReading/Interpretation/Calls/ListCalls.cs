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
            case "ToList" or "ToArray" or "AsEnumerable" or "OfType" or "Cast" or "OrderBy" or "OrderByDescending" or "ToHashSet" or "AsReadOnly" or "Distinct":
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
