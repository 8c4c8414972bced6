using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Mapping;

/// <summary>Database names as EF Core, Npgsql and EFCore.NamingConventions form them.</summary>
internal static class Names
{
    /// <summary>PostgreSQL's limit as Npgsql tells it to EF Core, in characters.</summary>
    public const int MaxLength = 63;

    /// <summary>EF Core's <c>Uniquifier.Truncate</c>: what is cut off leaves a tilde, before a number if there is one.</summary>
    public static string Truncate(string name, int? number = null)
    {
        var suffix = number?.ToString(CultureInfo.InvariantCulture) ?? "";
        var room = MaxLength - suffix.Length;
        return (name.Length <= room ? name : name.Substring(0, room - 1) + "~") + suffix;
    }

    /// <summary>EF Core's <c>Uniquifier.Uniquify</c>.</summary>
    public static string Uniquify(string name, Func<string, bool> taken)
    {
        var result = Truncate(name);
        for (var number = 1; taken(result); number++)
        {
            result = Truncate(name, number);
        }

        return result;
    }

    public static string Rewrite(string name, NameRewriting rewriting) => rewriting switch
    {
        NameRewriting.SnakeCase => SnakeCase(name),
        NameRewriting.UpperSnakeCase => SnakeCase(name).ToUpperInvariant(),
        NameRewriting.LowerCase => name.ToLowerInvariant(),
        NameRewriting.UpperCase => name.ToUpperInvariant(),
        NameRewriting.CamelCase => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1),
        _ => name,
    };

    /// <summary>An underscore stands before a capital that starts a word: after a small letter, or before one when the word before it was in capitals.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        var afterBreak = false;
        var previous = Kind.None;
        for (var i = 0; i < name.Length; i++)
        {
            var character = name[i];
            if (character == '_')
            {
                text.Append('_');
                previous = Kind.None;
                afterBreak = false;
                continue;
            }

            var kind = KindOf(character);
            if (kind == Kind.Other)
            {
                afterBreak |= previous != Kind.None;
                continue;
            }

            if (afterBreak || (kind == Kind.Upper && StartsWord(name, i, previous)))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(character));
            previous = kind;
            afterBreak = false;
        }

        return text.ToString();
    }

    private enum Kind { None, Lower, Upper, Digit, Other }

    private static bool StartsWord(string name, int index, Kind previous) =>
        previous == Kind.Lower
        || (previous == Kind.Upper && index + 1 < name.Length && char.IsLower(name[index + 1]));

    private static Kind KindOf(char character) => CharUnicodeInfo.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => Kind.Upper,
        UnicodeCategory.LowercaseLetter => Kind.Lower,
        UnicodeCategory.DecimalDigitNumber => Kind.Digit,
        _ => Kind.Other,
    };
}
