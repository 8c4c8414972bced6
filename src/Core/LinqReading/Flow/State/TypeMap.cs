using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Flow.State;

/// <summary>What the type parameters of generic code stand for where it is followed into.</summary>
internal sealed class TypeMap
{
    public static readonly TypeMap Empty = new(ImmutableDictionary.Create<ITypeParameterSymbol, ITypeSymbol>(TypeParameters.Same));

    private readonly ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> _map;

    private TypeMap(ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> map) => _map = map;

    /// <summary>This map and what a constructed type (with the types around it) says of its definition's parameters.</summary>
    public TypeMap With(INamedTypeSymbol? type)
    {
        var map = _map;
        for (; type is not null; type = type.ContainingType)
        {
            map = Add(map, type.OriginalDefinition.TypeParameters, type.TypeArguments);
        }

        return ReferenceEquals(map, _map) ? this : new TypeMap(map);
    }

    public TypeMap With(IMethodSymbol method)
    {
        var map = Add(_map, method.OriginalDefinition.TypeParameters, method.TypeArguments);
        return ReferenceEquals(map, _map) ? this : new TypeMap(map);
    }

    public ITypeSymbol Apply(ITypeSymbol type, Compilation compilation)
    {
        if (_map.IsEmpty)
        {
            return type;
        }

        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return _map.TryGetValue(parameter, out var value) ? value : type;
            case INamedTypeSymbol { IsUnboundGenericType: false } named when IsGeneric(named):
                return Apply(named, compilation);
            default:
                return type;
        }
    }

    public INamedTypeSymbol Apply(INamedTypeSymbol named, Compilation compilation)
    {
        if (_map.IsEmpty || !IsGeneric(named))
        {
            return named;
        }

        var definition = named.OriginalDefinition;
        if (named.ContainingType is { } outer && IsGeneric(outer))
        {
            var container = Apply(outer, compilation);
            definition = container.GetTypeMembers(named.Name, named.Arity).FirstOrDefault() ?? definition;
        }

        return named.Arity == 0 ? definition : definition.Construct(named.TypeArguments.Select(a => Apply(a, compilation)).ToArray());
    }

    public IMethodSymbol Apply(IMethodSymbol method, Compilation compilation)
    {
        if (_map.IsEmpty)
        {
            return method;
        }

        var result = method;
        if (method.ContainingType is { } container && IsGeneric(container))
        {
            var constructed = Apply(container, compilation);
            result = constructed.GetMembers(method.Name).OfType<IMethodSymbol>()
                .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method.OriginalDefinition)) ?? method.OriginalDefinition;
        }
        else if (method.Arity > 0)
        {
            result = method.OriginalDefinition;
        }

        return method.Arity == 0 ? result : result.ConstructedFrom.Construct(method.TypeArguments.Select(a => Apply(a, compilation)).ToArray());
    }

    private static bool IsGeneric(INamedTypeSymbol type) => type.Arity > 0 || (type.ContainingType is { } outer && IsGeneric(outer));

    private static ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> Add(
        ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> map, ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments)
    {
        for (var i = 0; i < parameters.Length && i < arguments.Length; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(parameters[i], arguments[i]))
            {
                map = map.SetItem(parameters[i], arguments[i]);
            }
        }

        return map;
    }

    /// <summary>
    /// A local function bound anew has type parameters of its own, which Roslyn does not hold to be the same: there the function
    /// and the place among its parameters tell.
    /// </summary>
    private sealed class TypeParameters : IEqualityComparer<ITypeParameterSymbol>
    {
        public static readonly TypeParameters Same = new();

        public bool Equals(ITypeParameterSymbol? x, ITypeParameterSymbol? y) =>
            x?.DeclaringMethod is { MethodKind: MethodKind.LocalFunction } function
                ? x.Ordinal == y?.Ordinal && SymbolEqualityComparer.Default.Equals(function, y.DeclaringMethod)
                : SymbolEqualityComparer.Default.Equals(x, y);

        public int GetHashCode(ITypeParameterSymbol obj) =>
            obj.DeclaringMethod is { MethodKind: MethodKind.LocalFunction } function
                ? SymbolEqualityComparer.Default.GetHashCode(function)
                : SymbolEqualityComparer.Default.GetHashCode(obj);
    }
}
