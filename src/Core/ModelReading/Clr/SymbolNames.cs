using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.ModelReading.Clr;

/// <summary>The full names of symbols, which are asked for at every step of following code and so are not put together each time.</summary>
internal static class SymbolNames
{
    /// <summary>Symbols live as long as their compilation, and their names with them.</summary>
    private static readonly ConditionalWeakTable<ITypeSymbol, string> MetadataNames = new();

    /// <summary>The metadata name with namespace, nested types by <c>+</c>, as the model names entities and contexts.</summary>
    public static string MetadataName(ITypeSymbol type) => MetadataNames.GetValue(type, static t => Compose(t));

    /// <summary>Whether a namespace has this full name (<c>System.Linq</c>).</summary>
    public static bool IsNamed(INamespaceSymbol? space, string name)
    {
        var end = name.Length;
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            var part = space.Name;
            var start = end - part.Length;
            if (start < 0 || string.CompareOrdinal(name, start, part, 0, part.Length) != 0)
            {
                return false;
            }

            if (start == 0)
            {
                return space.ContainingNamespace is { IsGlobalNamespace: true };
            }

            if (name[start - 1] != '.')
            {
                return false;
            }

            end = start - 1;
        }

        return false;
    }

    /// <summary>Whether a symbol lies in a namespace or below it (<c>System.Linq</c>).</summary>
    public static bool IsIn(ISymbol? symbol, string space)
    {
        for (var at = symbol?.ContainingNamespace; at is { IsGlobalNamespace: false }; at = at.ContainingNamespace)
        {
            if (IsNamed(at, space))
            {
                return true;
            }
        }

        return false;
    }

    private static string Compose(ITypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name = space.Name + "." + name;
        }

        return name;
    }
}
