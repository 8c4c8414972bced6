using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.ModelReading.Metadata;

/// <summary>
/// Writes values one after the other: numbers end with a semicolon, texts carry their length, a text that was written before
/// is named by its number, and null is a tilde.
/// </summary>
internal sealed class PackedWriter
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, int> _written = new(StringComparer.Ordinal);

    public override string ToString() => _text.ToString();

    public void Number(long value) => _text.Append(value.ToString(CultureInfo.InvariantCulture)).Append(';');

    public void OptionalNumber(int? value)
    {
        if (value is { } number)
        {
            Number(number);
        }
        else
        {
            _text.Append('~');
        }
    }

    public void Flag(bool value) => _text.Append(value ? '1' : '0');

    public void Text(string? value)
    {
        if (value is null)
        {
            _text.Append('~');
        }
        else if (_written.TryGetValue(value, out var number))
        {
            _text.Append('#').Append(number.ToString(CultureInfo.InvariantCulture)).Append(';');
        }
        else
        {
            _written.Add(value, _written.Count);
            _text.Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value);
        }
    }

    public void Texts(EquatableArray<string> values) => List(values, Text);

    public void List<T>(EquatableArray<T> values, Action<T> write)
    {
        Number(values.Count);
        foreach (var value in values)
        {
            write(value);
        }
    }

    /// <summary>A value that may be missing.</summary>
    public void Optional<T>(T? value, Action<T> write)
        where T : class
    {
        Flag(value is not null);
        if (value is not null)
        {
            write(value);
        }
    }
}
