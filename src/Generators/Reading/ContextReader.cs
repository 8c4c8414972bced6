using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Reading;

/// <summary>A context's type as generated code sees it.</summary>
internal static class ContextReader
{
    public static ContextSpec? Read(INamedTypeSymbol type, TypeFacts types) =>
        type.Arity == 0 && types.FindNameable(HintOf(type, '+')) is not null
            ? new ContextSpec(TypeFacts.NamespaceOf(type), TypeFacts.Name(type), type.Name, HintOf(type, '.'), TypeFacts.IsPublic(type))
            : null;

    /// <summary>The names of the context's DbSet properties, by entity.</summary>
    public static Dictionary<ITypeSymbol, string> Sets(INamedTypeSymbol context)
    {
        var sets = new Dictionary<ITypeSymbol, string>(SymbolEqualityComparer.Default);
        for (INamedTypeSymbol? type = context; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IPropertySymbol { Type: INamedTypeSymbol { Name: "DbSet", Arity: 1 } set } property && !sets.ContainsKey(set.TypeArguments[0]))
                {
                    sets.Add(set.TypeArguments[0], property.Name);
                }
            }
        }

        return sets;
    }

    private static string HintOf(INamedTypeSymbol type, char nested)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + nested + name;
        }

        return TypeFacts.NamespaceOf(type) is { } ns ? ns.Replace("@", "") + "." + name : name;
    }
}
