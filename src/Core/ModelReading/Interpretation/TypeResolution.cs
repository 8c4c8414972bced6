using System.Linq;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Puts type arguments in the place of type parameters, as a generic helper or base class runs with them.</summary>
internal static class TypeResolution
{
    public static ITypeSymbol Resolve(this Frame frame, ITypeSymbol type, Compilation compilation, int depth = 0)
    {
        if (depth > 16)
        {
            return type;
        }

        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return frame.TypeArgument(parameter) ?? frame.TypeArgument(parameter.OriginalDefinition) ?? type;
            case IArrayTypeSymbol array:
                var element = frame.Resolve(array.ElementType, compilation, depth + 1);
                return ReferenceEquals(element, array.ElementType) ? type : compilation.CreateArrayTypeSymbol(element, array.Rank);
            case INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named when !named.TypeArguments.IsEmpty:
                var arguments = named.TypeArguments.Select(a => frame.Resolve(a, compilation, depth + 1)).ToArray();
                return arguments.SequenceEqual(named.TypeArguments, SymbolEqualityComparer.Default) ? type : named.ConstructedFrom.Construct(arguments);
            default:
                return type;
        }
    }

    /// <summary>Binds the type parameters of a type (and of its outer types and bases) to its arguments.</summary>
    public static void BindType(this Frame frame, INamedTypeSymbol? type)
    {
        var steps = 0;
        for (var level = type; level is not null && steps < 64; level = level.BaseType, steps++)
        {
            for (var current = level; current is not null; current = current.ContainingType)
            {
                for (var i = 0; i < current.TypeArguments.Length; i++)
                {
                    var parameter = current.OriginalDefinition.TypeParameters[i];
                    if (!SymbolEqualityComparer.Default.Equals(parameter, current.TypeArguments[i]))
                    {
                        frame.Bind(parameter, frame.Outer is { } outer && current.TypeArguments[i] is ITypeParameterSymbol free ? outer.TypeArgument(free) ?? free : current.TypeArguments[i]);
                    }
                }
            }
        }
    }
}
