using System;
using System.Collections.Generic;

namespace ShardSafety.Core.Planning.Explaining;

/// <summary>Classes of columns and values that conditions say are equal.</summary>
internal sealed class KeyClasses
{
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static string Column(int source, string name) => source.ToString(System.Globalization.CultureInfo.InvariantCulture) + "." + name;

    public void Equate(string left, string right)
    {
        var (first, second) = (Root(left), Root(right));
        if (first == second)
        {
            return;
        }

        _parents[second] = first;
        if (_values.TryGetValue(second, out var value) && !_values.ContainsKey(first))
        {
            _values[first] = value;
        }
    }

    /// <summary>The first value said counts: a second one is a contradiction, or another tenant.</summary>
    public void Give(string column, string value)
    {
        var root = Root(column);
        if (!_values.ContainsKey(root))
        {
            _values.Add(root, value);
        }
    }

    public string? ValueOf(string column) => _values.TryGetValue(Root(column), out var value) ? value : null;

    private string Root(string item)
    {
        var at = item;
        while (_parents.TryGetValue(at, out var parent))
        {
            at = parent;
        }

        // Paths are shortened, so that long chains stay cheap.
        while (item != at)
        {
            var next = _parents[item];
            _parents[item] = at;
            item = next;
        }

        return at;
    }
}
