using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.ModelReading.Metadata;

/// <summary>Reads what <see cref="PackedWriter"/> wrote. Anything else is a <see cref="FormatException"/>.</summary>
internal sealed class PackedReader(string text)
{
    private const int MaxDepth = 200;

    private readonly List<string> _read = [];
    private int _at;
    private int _depth;

    public bool AtEnd => _at >= text.Length;

    public long Number()
    {
        var end = text.IndexOf(';', Math.Min(_at, text.Length));
        if (end < 0 || !long.TryParse(text.Substring(_at, end - _at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw new FormatException("A number is missing.");
        }

        _at = end + 1;
        return value;
    }

    public int Int() => checked((int)Number());

    public int? OptionalInt() => Take('~') ? null : Int();

    public bool Flag()
    {
        var value = Next();
        return value switch { '1' => true, '0' => false, _ => throw new FormatException("A flag is missing.") };
    }

    public string? OptionalText()
    {
        if (Take('~'))
        {
            return null;
        }

        if (Take('#'))
        {
            var number = Int();
            return number >= 0 && number < _read.Count ? _read[number] : throw new FormatException("A text is missing.");
        }

        var colon = text.IndexOf(':', Math.Min(_at, text.Length));
        if (colon < 0 || !int.TryParse(text.Substring(_at, colon - _at), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > text.Length - colon - 1)
        {
            throw new FormatException("A text is missing.");
        }

        var value = text.Substring(colon + 1, length);
        _at = colon + 1 + length;
        _read.Add(value);
        return value;
    }

    public string Text() => OptionalText() ?? throw new FormatException("A text is missing.");

    public EquatableArray<string> Texts() => List(Text);

    public EquatableArray<T> List<T>(Func<T> read)
    {
        var count = Int();
        if (count < 0 || count > text.Length)
        {
            throw new FormatException("A list is too long.");
        }

        var items = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(read());
        }

        return items.ToImmutable();
    }

    public T? Optional<T>(Func<T> read)
        where T : class => Flag() ? read() : null;

    /// <summary>Reads a value that nests in itself, to a depth that no honest text has.</summary>
    public T Nested<T>(Func<T> read)
    {
        if (++_depth > MaxDepth)
        {
            throw new FormatException("Values are nested too deeply.");
        }

        var value = read();
        _depth--;
        return value;
    }

    public TEnum Enum<TEnum>()
        where TEnum : struct
    {
        var value = (TEnum)System.Enum.ToObject(typeof(TEnum), Int());
        return System.Enum.IsDefined(typeof(TEnum), value) ? value : throw new FormatException("A value is not known.");
    }

    private char Next() => _at < text.Length ? text[_at++] : throw new FormatException("The text ends too early.");

    private bool Take(char wanted)
    {
        if (_at < text.Length && text[_at] == wanted)
        {
            _at++;
            return true;
        }

        return false;
    }
}
