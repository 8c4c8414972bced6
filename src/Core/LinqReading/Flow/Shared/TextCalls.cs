using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>
/// Calls of <see cref="string"/>'s own methods over texts that are known, worked out as the program would. Only what comes
/// out alike under every culture is.
/// </summary>
internal static class TextCalls
{
    private const int TrimEntries = 2;

    /// <summary>A Boolean, a text, or the texts of an array; null where the call is not one that is worked out.</summary>
    /// <param name="self">The text the method is called on; null for a static method.</param>
    /// <param name="arguments">Constants, and arrays of objects for arrays and spans of them.</param>
    public static object? Result(IMethodSymbol method, string? self, ImmutableArray<object?> arguments) => (method.Name, self) switch
    {
        ("IsNullOrEmpty", null) when arguments is [var text] => string.IsNullOrEmpty(text as string),
        ("IsNullOrWhiteSpace", null) when arguments is [var text] => string.IsNullOrWhiteSpace(text as string),
        ("Join", null) when arguments is [var between, object?[] texts] && texts.All(static t => t is null or string) => string.Join(between?.ToString() ?? "", texts),
        ("Concat", null) when Texts(arguments) is { } texts => string.Concat(texts),
        ("Trim", not null) => self.Trim(Characters(arguments)),
        ("TrimStart", not null) => self.TrimStart(Characters(arguments)),
        ("TrimEnd", not null) => self.TrimEnd(Characters(arguments)),
        ("Replace", not null) when arguments is [char from, char to] => self.Replace(from, to),
        ("Replace", not null) when arguments is [string { Length: > 0 } from, null or string] => self.Replace(from, arguments[1] as string),
        ("Split", not null) => Split(self, arguments),
        _ => null,
    };

    private static string?[]? Texts(ImmutableArray<object?> arguments)
    {
        var texts = arguments is [object?[] one] ? one : [.. arguments];
        return texts.All(static t => t is null or string) ? [.. texts.Cast<string?>()] : null;
    }

    private static char[] Characters(ImmutableArray<object?> arguments) => [.. Flat(arguments).OfType<char>()];

    private static IEnumerable<object?> Flat(ImmutableArray<object?> arguments) => arguments.SelectMany(static a => a is object?[] several ? several : [a]);

    /// <summary>The separators come first; a count and what becomes of the parts may follow, in this order.</summary>
    private static object? Split(string self, ImmutableArray<object?> arguments)
    {
        var numbers = arguments.OfType<int>().ToList();
        var separators = Flat(arguments).Where(static a => a is char or string { Length: > 0 }).Select(static a => Convert.ToString(a, CultureInfo.InvariantCulture)).ToArray();
        if (numbers.Count > 1)
        {
            // Where the count is reached, the rest stays whole, in an order of trimming and dropping of its own.
            return null;
        }

        var options = numbers.Count == 0 ? 0 : numbers[0];
        var parts = separators.Length == 0 ? self.Split((char[]?)null) : self.Split(separators, StringSplitOptions.None);
        if ((options & TrimEntries) != 0)
        {
            parts = [.. parts.Select(static p => p.Trim())];
        }

        return (options & (int)StringSplitOptions.RemoveEmptyEntries) != 0 ? parts.Where(static p => p.Length > 0).ToArray() : parts;
    }
}
