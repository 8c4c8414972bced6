using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading.Types;

/// <summary>What a literal is once its type is known: PostgreSQL runs the type's input function while it parses.</summary>
internal static class Literals
{
    /// <summary>The constant as one of that type. A text that the type would not take stays what it is.</summary>
    public static Constant Convert(Constant constant, SqlType type) =>
        constant with { Value = Value(constant.Value, type), Type = type };

    private static object? Value(object? value, SqlType type) => value switch
    {
        string text => FromText(text, type),
        long number => type.Name switch
        {
            "numeric" => (decimal)number,
            "float8" or "float4" => (double)number,
            _ => number,
        },
        decimal number when type.Name is "float8" or "float4" => (double)number,
        _ => value,
    };

    private static object FromText(string text, SqlType type)
    {
        if (type.Element() is { } element)
        {
            return Array(text, element) ?? (object)text;
        }

        var trimmed = text.Trim();
        switch (type.Name)
        {
            case "int2" or "int4" or "int8" or "oid" when long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer):
                return integer;
            case "numeric" when decimal.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return number;
            case "float4" or "float8" when double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var real):
                return real;
            case "bool":
                return Boolean(trimmed) ?? (object)text;
            case "uuid" when Guid.TryParse(trimmed, out var id):
                return id.ToString("D");
            default:
                return text;
        }
    }

    private static bool? Boolean(string text) => text.ToLowerInvariant() switch
    {
        "t" or "true" or "y" or "yes" or "on" or "1" => true,
        "f" or "false" or "n" or "no" or "off" or "0" => false,
        _ => null,
    };

    /// <summary>The items of <c>{a,"b",NULL}</c>; null for more dimensions or what is no array.</summary>
    private static object? Array(string text, SqlType element)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < 2 || trimmed[0] != '{' || trimmed[trimmed.Length - 1] != '}')
        {
            return null;
        }

        var items = new List<object?>();
        var item = new StringBuilder();
        var quoted = false;
        var inside = false;
        for (var i = 1; i < trimmed.Length; i++)
        {
            var c = trimmed[i];
            if (inside)
            {
                if (c == '\\' && i + 1 < trimmed.Length - 1)
                {
                    item.Append(trimmed[++i]);
                }
                else if (c == '"')
                {
                    inside = false;
                }
                else
                {
                    item.Append(c);
                }
            }
            else if (c == '"')
            {
                quoted = inside = true;
            }
            else if (c is ',' or '}')
            {
                if (c == '}' && i < trimmed.Length - 1)
                {
                    return null;
                }

                var value = quoted ? item.ToString() : item.ToString().Trim();
                if (items.Count > 0 || c == ',' || quoted || value.Length > 0)
                {
                    items.Add(!quoted && value.Equals("null", StringComparison.OrdinalIgnoreCase) ? null : FromText(value, element));
                }

                item.Clear();
                quoted = false;
            }
            else if (c == '{')
            {
                return null;
            }
            else
            {
                item.Append(c);
            }
        }

        return items.ToImmutableArray();
    }
}
