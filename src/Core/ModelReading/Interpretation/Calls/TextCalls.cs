using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>String functions over known strings.</summary>
internal static class TextCalls
{
    public static Value Run(Call call, string text)
    {
        var first = call.Values.FirstOrDefault() is ConstantVal { Value: var value } ? value : null;
        switch (call.Name)
        {
            case "ToLower" or "ToLowerInvariant":
                return new ConstantVal(text.ToLowerInvariant());
            case "ToUpper" or "ToUpperInvariant":
                return new ConstantVal(text.ToUpperInvariant());
            case "Trim" when call.Operation.Arguments.IsEmpty:
                return new ConstantVal(text.Trim());
            case "StartsWith" when first is string prefix:
                return Value.Of(text.StartsWith(prefix, StringComparison.Ordinal));
            case "EndsWith" when first is string suffix:
                return Value.Of(text.EndsWith(suffix, StringComparison.Ordinal));
            case "Contains" when first is string part:
                return Value.Of(text.Contains(part));
            case "Replace" when call["oldValue"] is ConstantVal { Value: string { Length: > 0 } old } && call["newValue"] is ConstantVal { Value: string or null } with:
                return new ConstantVal(text.Replace(old, (string?)with.Value));
            case "Substring" when first is int start && start <= text.Length:
                var length = call.Number("length");
                return length is { } count ? start + count <= text.Length ? new ConstantVal(text.Substring(start, count)) : Value.Unknown : new ConstantVal(text.Substring(start));
            case "Split" when Separators(call) is { } separators:
                return new ListVal([.. text.Split(separators, StringSplitOptions.None).Select(static p => (Value)new ConstantVal(p))]);
            case "ToString":
                return call.Receiver!;
            case "Equals" when first is string other:
                return Value.Of(text == other);
            default:
                return call.Method.ContainingType.Name == "String" ? Value.Unknown : Static(call);
        }
    }

    private static string[]? Separators(Call call) => call.Any("separator") switch
    {
        _ when call.Has("options") || call.Has("count") => null,
        ConstantVal { Value: char or string } one => [one.Value.ToString()],
        ListVal { Items: { IsEmpty: false } many } when many.All(static v => v is ConstantVal { Value: char or string }) => [.. many.Select(static v => ((ConstantVal)v).Value!.ToString())],
        _ => null,
    };

    public static Value Static(Call call)
    {
        var values = call.Values.ToList();
        switch (call.Name)
        {
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when values is [ConstantVal { Value: var text }]:
                return Value.Of(string.IsNullOrWhiteSpace(text as string));
            case "Concat" when values.All(static v => v is ConstantVal):
                return new ConstantVal(string.Concat(values.Select(static v => ((ConstantVal)v).Value)));
            case "Replace" or "Matches" or "IsMatch":
                return Regex(call);
            default:
                return Value.Unknown;
        }
    }

    public static Value Regex(Call call)
    {
        if (call.Text("input") is not { } input || call.Text("pattern") is not { } pattern)
        {
            return Value.Unknown;
        }

        try
        {
            var limit = TimeSpan.FromMilliseconds(200);
            return call.Name switch
            {
                "Replace" when call.Text("replacement") is { } replacement =>
                    new ConstantVal(System.Text.RegularExpressions.Regex.Replace(input, pattern, replacement, RegexOptions.None, limit)),
                "IsMatch" => Value.Of(System.Text.RegularExpressions.Regex.IsMatch(input, pattern, RegexOptions.None, limit)),
                _ => Value.Unknown,
            };
        }
        catch (ArgumentException)
        {
            return Value.Unknown;
        }
        catch (RegexMatchTimeoutException)
        {
            return Value.Unknown;
        }
    }
}
