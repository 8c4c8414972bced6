using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>Which classes of the compilation implement an interface or derive from a class, and which member a call reaches on them.</summary>
internal sealed class TypeHierarchy(Compilation compilation)
{
    private readonly Lazy<Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>> _below = new(() => Collect(compilation));

    /// <summary>The classes that can be made of a type: itself or what is below it, as the given construction has them; in order of declaration.</summary>
    public ImmutableArray<INamedTypeSymbol> Concrete(INamedTypeSymbol type, int limit)
    {
        var found = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        if (IsConcrete(type))
        {
            found.Add(type);
        }

        if (_below.Value.TryGetValue(type.OriginalDefinition, out var below))
        {
            foreach (var candidate in below)
            {
                if (IsConcrete(candidate) && Construct(candidate, type) is { } constructed)
                {
                    found.Add(constructed);
                    if (found.Count > limit)
                    {
                        break;
                    }
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether anything in the compilation overrides a member below its declaring type.</summary>
    public bool IsOverridden(ISymbol member, INamedTypeSymbol from)
    {
        if (!_below.Value.TryGetValue(from.OriginalDefinition, out var below))
        {
            return false;
        }

        foreach (var type in below)
        {
            foreach (var own in type.GetMembers(member.Name))
            {
                if (own.IsOverride)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The member that a call to <paramref name="member"/> reaches on an object of exactly <paramref name="type"/>.</summary>
    public static T Reached<T>(T member, INamedTypeSymbol type)
        where T : class, ISymbol
    {
        var reached = Declared(member, type);
        // The type arguments of a call are the call's, whichever method it reaches.
        return member is IMethodSymbol { Arity: > 0 } called && reached is IMethodSymbol found && found.Arity == called.Arity && !KnownTypes.Same(called, called.ConstructedFrom)
            ? (T)(ISymbol)found.ConstructedFrom.Construct(called.TypeArguments.ToArray())
            : reached;
    }

    private static T Declared<T>(T member, INamedTypeSymbol type)
        where T : class, ISymbol
    {
        if (member.ContainingType is { TypeKind: TypeKind.Interface })
        {
            return Implementation(member, type) ?? member;
        }

        var definition = member.OriginalDefinition;
        for (var (at, depth) = (type, 0); at is not null && depth < 64; at = at.BaseType, depth++)
        {
            foreach (var own in at.GetMembers(member.Name))
            {
                if (own is T candidate && (KnownTypes.Same(own.OriginalDefinition, definition) || Overrides(own, definition)))
                {
                    return candidate;
                }
            }
        }

        return member;
    }

    private static T? Implementation<T>(T member, INamedTypeSymbol type)
        where T : class, ISymbol
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (KnownTypes.Same(implemented.OriginalDefinition, member.ContainingType.OriginalDefinition))
            {
                var wanted = implemented.GetMembers(member.Name).FirstOrDefault(m => KnownTypes.Same(m.OriginalDefinition, member.OriginalDefinition));
                if (wanted is not null && type.FindImplementationForInterfaceMember(wanted) is T found)
                {
                    // An interface's member may be implemented by a virtual one that a class below overrides.
                    return found.ContainingType.TypeKind == TypeKind.Interface ? found : Declared(found, type);
                }
            }
        }

        return null;
    }

    private static bool Overrides(ISymbol member, ISymbol definition)
    {
        var depth = 0;
        for (var at = Overridden(member); at is not null && depth < 64; at = Overridden(at), depth++)
        {
            if (KnownTypes.Same(at.OriginalDefinition, definition))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? Overridden(ISymbol member) => (member as IMethodSymbol)?.OverriddenMethod;

    private static bool IsConcrete(INamedTypeSymbol type) => type.TypeKind is TypeKind.Class or TypeKind.Struct && type is { IsAbstract: false, IsStatic: false };

    /// <summary>A class below a constructed type, with its own type parameters deduced; null where they cannot agree.</summary>
    private static INamedTypeSymbol? Construct(INamedTypeSymbol candidate, INamedTypeSymbol ancestor)
    {
        foreach (var seen in Ancestors(candidate))
        {
            if (!KnownTypes.Same(seen.OriginalDefinition, ancestor.OriginalDefinition))
            {
                continue;
            }

            var map = new Dictionary<ITypeSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
            if (!Unify(seen, ancestor, map, 0))
            {
                continue;
            }

            if (candidate.Arity == 0)
            {
                return candidate;
            }

            var arguments = candidate.TypeParameters.Select(p => map.TryGetValue(p, out var argument) ? argument : p).ToArray();
            return candidate.Construct(arguments);
        }

        return null;
    }

    private static bool Unify(ITypeSymbol pattern, ITypeSymbol actual, Dictionary<ITypeSymbol, ITypeSymbol> map, int depth)
    {
        if (pattern is ITypeParameterSymbol)
        {
            if (map.TryGetValue(pattern, out var bound))
            {
                return KnownTypes.Same(bound, actual) || actual is ITypeParameterSymbol;
            }

            map[pattern] = actual;
            return true;
        }

        if (actual is ITypeParameterSymbol || depth > 8)
        {
            return true;
        }

        if (pattern is not INamedTypeSymbol left || actual is not INamedTypeSymbol right)
        {
            return KnownTypes.Same(pattern, actual);
        }

        if (!KnownTypes.Same(left.OriginalDefinition, right.OriginalDefinition))
        {
            return false;
        }

        for (var i = 0; i < left.TypeArguments.Length; i++)
        {
            if (!Unify(left.TypeArguments[i], right.TypeArguments[i], map, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        var depth = 0;
        for (var at = type.BaseType; at is not null && depth < 64; at = at.BaseType, depth++)
        {
            yield return at;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            yield return implemented;
        }
    }

    private static Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> Collect(Compilation compilation)
    {
        var below = new Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        var spaces = new Stack<INamespaceOrTypeSymbol>();
        spaces.Push(compilation.Assembly.GlobalNamespace);
        while (spaces.Count > 0)
        {
            foreach (var member in spaces.Pop().GetMembers())
            {
                if (member is not INamespaceOrTypeSymbol inner)
                {
                    continue;
                }

                spaces.Push(inner);
                if (member is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
                {
                    Add(below, type);
                }
            }
        }

        foreach (var list in below.Values)
        {
            list.Sort(static (a, b) => string.CompareOrdinal(SymbolNames.MetadataName(a), SymbolNames.MetadataName(b)));
        }

        return below;
    }

    private static void Add(Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> below, INamedTypeSymbol type)
    {
        foreach (var ancestor in Ancestors(type))
        {
            if (ancestor.SpecialType != SpecialType.None || SymbolNames.IsIn(ancestor, "System"))
            {
                continue;
            }

            var key = ancestor.OriginalDefinition;
            if (!below.TryGetValue(key, out var list))
            {
                below.Add(key, list = []);
            }

            if (list.Count == 0 || !KnownTypes.Same(list[list.Count - 1], type))
            {
                list.Add(type);
            }
        }
    }
}
