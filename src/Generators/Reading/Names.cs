using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace ShardSafety.Generators.Reading;

/// <summary>Names in generated code.</summary>
internal static class Names
{
    /// <summary>What follows <c>For</c>: the key without <c>Id</c>, or the founding entity where the key is just <c>Id</c>.</summary>
    public static string Scope(string? given, string key, string root)
    {
        if (given is not null && SyntaxFacts.IsValidIdentifier(given))
        {
            return given;
        }

        var name = key.EndsWith("Id", StringComparison.Ordinal) || key.EndsWith("ID", StringComparison.Ordinal) ? key.Substring(0, key.Length - 2) : key;
        name = name.TrimEnd('_');
        return Pascal(SyntaxFacts.IsValidIdentifier(name) ? name : root);
    }

    public static string Pascal(string name) => name.Length == 0 || char.IsUpper(name[0]) ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>As C# source writes it.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>An English plural, for entities without a DbSet.</summary>
    public static string Plural(string name) => name switch
    {
        _ when name.Length > 1 && name.EndsWith("y", StringComparison.Ordinal) && "aeiou".IndexOf(char.ToLowerInvariant(name[name.Length - 2])) < 0 => name.Substring(0, name.Length - 1) + "ies",
        _ when new[] { "s", "x", "z", "ch", "sh" }.Any(e => name.EndsWith(e, StringComparison.Ordinal)) => name + "es",
        _ => name + "s",
    };

    /// <summary>The name itself, else with a word or number after it; taken from then on.</summary>
    public static string Free(string wanted, string otherwise, HashSet<string> taken)
    {
        var name = wanted;
        for (var i = 1; !taken.Add(name); i++)
        {
            name = wanted + otherwise + (i == 1 ? "" : i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return name;
    }
}
