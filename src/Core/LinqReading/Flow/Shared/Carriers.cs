using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>
/// Which types are made to carry queries, parts of them or code that makes them. What has such a type is followed to where
/// it comes from; of what has any other type it is enough to know what each member comes to by itself.
/// </summary>
internal sealed class Carriers(FlowContext flow)
{
    private const int MostBelow = 64;

    private readonly ConcurrentDictionary<ITypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public bool Carries(ITypeSymbol? type) => type is not null && Carries(type, null);

    private bool Carries(ITypeSymbol type, HashSet<ITypeSymbol>? within)
    {
        if (type.TypeKind == TypeKind.Delegate || type is ITypeParameterSymbol || flow.Known.IsInteresting(type))
        {
            return true;
        }

        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return tuple.TupleElements.Any(e => Carries(e.Type, within));
        }

        return (KnownTypes.ElementOf(type) is { SpecialType: SpecialType.None } element && !KnownTypes.Same(element, type) && Carries(element, within))
            || (flow.Shapes.IsFollowed(type) && Holds((INamedTypeSymbol)type, within));
    }

    private bool Holds(INamedTypeSymbol type, HashSet<ITypeSymbol>? within)
    {
        if (_known.TryGetValue(type, out var known))
        {
            return known;
        }

        // A type met again while it is looked at adds nothing; what was found false on the way is not final.
        var isFirst = within is null;
        within ??= new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        if (!within.Add(type))
        {
            return false;
        }

        var holds = HoldsItself(type, within)
            || flow.Types.Concrete(type, MostBelow).Any(below => !KnownTypes.Same(below, type) && Holds(below, within));
        if (holds || isFirst)
        {
            _known[type] = holds;
        }

        return holds;
    }

    private bool HoldsItself(INamedTypeSymbol type, HashSet<ITypeSymbol> within)
    {
        var depth = 0;
        for (var at = type; at is not null && flow.IsSource(at) && depth < 32; at = at.BaseType, depth++)
        {
            if (at.GetMembers().Any(m => Holds(m, within)))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(i => flow.IsSource(i) && i.GetMembers().Any(m => Holds(m, within)));
    }

    /// <summary>A member that keeps something that carries queries, or speaks of them to whoever has the object.</summary>
    private bool Holds(ISymbol member, HashSet<ITypeSymbol> within) => member is { IsStatic: false } && member switch
    {
        IFieldSymbol { AssociatedSymbol: not IEventSymbol } field => Carries(field.Type, within),
        IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private } method =>
            flow.Known.IsInteresting(method.ReturnType) || method.Parameters.Any(p => flow.Known.IsInteresting(p.Type) && !flow.Known.IsContext(p.Type)),
        _ => false,
    };
}
