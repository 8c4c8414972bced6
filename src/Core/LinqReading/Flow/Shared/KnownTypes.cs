using System.Collections.Concurrent;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>The library types that queries are made of, resolved once a compilation.</summary>
internal sealed class KnownTypes(Compilation compilation)
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _interesting = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _queries = new(SymbolEqualityComparer.Default);

    public INamedTypeSymbol? DbContext { get; } = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DbContext");

    public INamedTypeSymbol? DbSet { get; } = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DbSet`1");

    public INamedTypeSymbol? Queryable { get; } = compilation.GetTypeByMetadataName("System.Linq.IQueryable");

    public INamedTypeSymbol? ExpressionTree { get; } = compilation.GetTypeByMetadataName("System.Linq.Expressions.Expression");

    public INamedTypeSymbol? ExpressionVisitor { get; } = compilation.GetTypeByMetadataName("System.Linq.Expressions.ExpressionVisitor");

    /// <summary>What asks for one row where there may be none.</summary>
    public IMethodSymbol? FirstOrDefault { get; } = compilation.GetTypeByMetadataName("System.Linq.Queryable")?.GetMembers("FirstOrDefault").OfType<IMethodSymbol>().FirstOrDefault(static m => m.Parameters.Length == 1);

    public bool IsContext(ITypeSymbol? type) => DerivesFrom(type, DbContext);

    public bool IsDbSet(ITypeSymbol? type) => type is INamedTypeSymbol named && Same(named.OriginalDefinition, DbSet);

    /// <summary><c>IQueryable</c> in any form, <c>DbSet</c> included.</summary>
    public bool IsQuery(ITypeSymbol? type)
    {
        if (type is null || Queryable is null || type.SpecialType != SpecialType.None)
        {
            return false;
        }

        // IQueryable has no arguments, so what a type is made with changes nothing.
        var definition = type.OriginalDefinition;
        if (!_queries.TryGetValue(definition, out var known))
        {
            known = ImplementsQuery(definition);
            _queries[definition] = known;
        }

        return known;
    }

    private bool ImplementsQuery(ITypeSymbol type)
    {
        if (Same(type, Queryable))
        {
            return true;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (Same(implemented, Queryable))
            {
                return true;
            }
        }

        return type is ITypeParameterSymbol parameter && AnyConstraint(parameter);
    }

    private bool AnyConstraint(ITypeParameterSymbol parameter)
    {
        foreach (var constraint in parameter.ConstraintTypes)
        {
            if (constraint is not ITypeParameterSymbol && IsQuery(constraint))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly ConditionalWeakTable<ITypeSymbol, StrongBox<bool>> Sequences = new();

    /// <summary>The element of a query or sequence type; null for other types.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol? type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType;
        }

        if (type is null || type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        if (type is INamedTypeSymbol { Arity: 1 } own && IsSequence(own))
        {
            return own.TypeArguments[0];
        }

        // The interfaces of a constructed type are made anew for whoever asks; whether one is a sequence, its definition tells.
        return Sequences.GetValue(type.OriginalDefinition, static t => new StrongBox<bool>(t.AllInterfaces.Any(IsSequence))).Value
            ? type.AllInterfaces.First(IsSequence).TypeArguments[0]
            : null;
    }

    private static bool IsSequence(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        || (type is { Name: "IAsyncEnumerable" or "IQueryable", Arity: 1 } && type.ContainingNamespace?.Name is "Generic" or "Linq");

    public bool IsExpressionTree(ITypeSymbol? type) => DerivesFrom(type, ExpressionTree);

    /// <summary>Whether a value of the type can carry a query, a part of one, or the context it starts from.</summary>
    public bool IsInteresting(ITypeSymbol? type)
    {
        if (type is null || type.SpecialType is not (SpecialType.None or SpecialType.System_Collections_Generic_IEnumerable_T))
        {
            return false;
        }

        if (_interesting.TryGetValue(type, out var known))
        {
            return known;
        }

        var result = IsInteresting(type, 0);
        _interesting[type] = result;
        return result;
    }

    private bool IsInteresting(ITypeSymbol type, int depth)
    {
        if (depth > 6)
        {
            return false;
        }

        if (IsQuery(type) || IsContext(type) || IsExpressionTree(type))
        {
            return true;
        }

        switch (type)
        {
            case IArrayTypeSymbol array:
                return IsInteresting(array.ElementType, depth + 1);
            case INamedTypeSymbol { TypeArguments.IsEmpty: false } generic:
                foreach (var argument in generic.TypeArguments)
                {
                    if (IsInteresting(argument, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    public static bool DerivesFrom(ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        if (ancestor is null)
        {
            return false;
        }

        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (constraint is not ITypeParameterSymbol && DerivesFrom(constraint, ancestor))
                {
                    return true;
                }
            }

            return false;
        }

        for (var depth = 0; type is not null && depth < 64; type = type.BaseType, depth++)
        {
            if (Same(type, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Orders symbols of source by where they stand.</summary>
    public static int InOrder(ISymbol left, ISymbol right)
    {
        var (one, other) = (left.Locations[0], right.Locations[0]);
        var byTree = string.CompareOrdinal(one.SourceTree?.FilePath, other.SourceTree?.FilePath);
        return byTree != 0 ? byTree : one.SourceSpan.Start.CompareTo(other.SourceSpan.Start);
    }

    public static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);
}
