using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.State;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>
/// Values that a test has shown to be one: after <c>if (order.TenantId != tenantId) return;</c> a query by either is a query
/// by the same key.
/// </content>
internal sealed partial class Interpreter
{
    /// <summary>The tests of whether two values are one, by their keys.</summary>
    private readonly Dictionary<string, (string Left, string Right)> _equalities = [];

    /// <summary>Tests that variables and results hold, by their keys: what they are made of.</summary>
    private readonly Dictionary<string, Condition> _tests = [];

    private Condition Equal(string left, string right)
    {
        if (left == right)
        {
            return Condition.True;
        }

        if (string.CompareOrdinal(left, right) > 0)
        {
            (left, right) = (right, left);
        }

        var key = Short("(" + left + "==" + right + ")");
        _equalities[key] = (left, right);
        return Condition.Of(key);
    }

    /// <summary>The sides of a call that compares two values: <c>a.Equals(b)</c>, <c>Equals(a, b)</c>.</summary>
    private static (IOperation Left, IOperation Right)? ComparedBy(IInvocationOperation call) => call switch
    {
        { TargetMethod: { Name: "Equals", ContainingType: { } type }, Instance: { } instance, Arguments: [var other] }
            when type.IsValueType || type.IsRecord || type.SpecialType is SpecialType.System_String or SpecialType.System_Object => (instance, other.Value),
        { TargetMethod: { Name: "Equals" or "ReferenceEquals", IsStatic: true, ContainingType.SpecialType: SpecialType.System_Object or SpecialType.System_String }, Arguments: [var left, var right] } => (left.Value, right.Value),
        _ => null,
    };

    /// <summary>For each value that what is taken for granted shows to be another: the one that stands for both.</summary>
    private ImmutableDictionary<string, string> SameValues(ImmutableDictionary<string, int> assumed)
    {
        var same = ImmutableDictionary<string, string>.Empty.AddRange(_carried);
        foreach (var (left, right) in assumed.Where(a => a.Value == 1 && _equalities.ContainsKey(a.Key)).Select(a => _equalities[a.Key]))
        {
            var (kept, dropped) = (same.TryGetValue(left, out var one) ? one : left, same.TryGetValue(right, out var other) ? other : right);
            same = same.SetItems(same.Where(s => s.Value == dropped).Select(s => new KeyValuePair<string, string>(s.Key, kept))).SetItem(dropped, kept);
        }

        return same;
    }
}
