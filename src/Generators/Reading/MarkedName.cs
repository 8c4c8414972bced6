using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShardSafety.Generators.Reading;

/// <summary>The <c>ScopeName</c> of the mark that founds a group. Only scopes need it, so that it is no part of the model.</summary>
internal static class MarkedName
{
    /// <param name="founder">The metadata name of the type that carries the mark, or that the assembly marks.</param>
    public static string? Of(string founder, Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName(founder) is not { } type)
        {
            return null;
        }

        var onAssembly = compilation.Assembly.GetAttributes()
            .Where(a => a.ConstructorArguments.Length > 0 && SymbolEqualityComparer.Default.Equals(a.ConstructorArguments[0].Value as ISymbol, type));
        return NameIn(type.GetAttributes()) ?? NameIn(onAssembly);
    }

    private static string? NameIn(IEnumerable<AttributeData> attributes) => attributes
        .Where(a => a.AttributeClass is { Name: "DistributedByAttribute", ContainingNamespace: { Name: "ShardSafety", ContainingNamespace.IsGlobalNamespace: true } })
        .SelectMany(a => a.NamedArguments)
        .Where(a => a.Key == "ScopeName")
        .Select(a => a.Value.Value as string)
        .FirstOrDefault(n => n is not null && SyntaxFacts.IsValidIdentifier(n));
}
