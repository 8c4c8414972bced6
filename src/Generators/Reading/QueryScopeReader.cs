using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Support;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Reading;

/// <summary>
/// <c>query.ForCompany(companyId)</c>: once for each entity and namespace, however many contexts map it there, and not where
/// the user has such an extension already.
/// </summary>
internal static class QueryScopeReader
{
    public static List<QueryScopeSpec> Read(List<ScopeSpec> scopes, TypeFacts types)
    {
        var result = new List<QueryScopeSpec>();
        foreach (var scope in scopes.GroupBy(s => (s.Context.Namespace, s.Name, s.KeyType)))
        {
            var first = scope.First();
            var own = OwnExtensions("For" + first.Name, types);
            if (own.Contains(""))
            {
                continue;
            }

            var entities = scope
                .SelectMany(s => s.Sets)
                .Where(s => s.Key is not null && !own.Contains(s.Type))
                .GroupBy(s => s.Type, StringComparer.Ordinal)
                .Select(s => s.First())
                .Select(s => new QueryEntity(s.Type, s.Entity, s.Key!, s.IsPublic))
                .ToEquatableArray();
            if (entities.Count == 0)
            {
                continue;
            }

            var className = types.FreeName(first.Context.Namespace, "For" + first.Name + "Extensions");
            result.Add(new QueryScopeSpec(
                first.Context.Namespace,
                first.Name,
                className,
                first.KeyType,
                first.KeyParameter,
                (first.Context.Namespace is { } ns ? ns.Replace("@", "") + "." : "") + className,
                scope.Any(s => s.IsPublic))
            {
                Entities = entities,
            });
        }

        return result;
    }

    /// <summary>The entities for which the user's code has an extension of that name; an empty text for one that takes any.</summary>
    private static HashSet<string> OwnExtensions(string name, TypeFacts types)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var symbol in types.Compilation.GetSymbolsWithName(name, SymbolFilter.Member))
        {
            if (symbol is IMethodSymbol { IsExtensionMethod: true } method && method.Parameters[0].Type is INamedTypeSymbol { Name: "IQueryable" or "DbSet", Arity: 1 } source)
            {
                own.Add(source.TypeArguments[0] is ITypeParameterSymbol ? "" : TypeFacts.Name(source.TypeArguments[0]));
            }
        }

        return own;
    }
}
