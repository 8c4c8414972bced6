using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>All types that an assembly declares.</summary>
internal static class SourceTypes
{
    public static IEnumerable<INamedTypeSymbol> Of(IAssemblySymbol assembly) => Of(assembly.GlobalNamespace);

    private static IEnumerable<INamedTypeSymbol> Of(INamespaceSymbol space)
    {
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(space);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers())
            {
                switch (member)
                {
                    case INamespaceSymbol inner:
                        open.Push(inner);
                        break;
                    case INamedTypeSymbol type:
                        open.Push(type);
                        yield return type;
                        break;
                }
            }
        }
    }
}
