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
        var ownByName = OwnExtensions([.. scopes.Select(s => "For" + s.Name)], types);
        foreach (var scope in scopes.GroupBy(s => (s.Context.Namespace, s.Name, s.KeyType)))
        {
            var first = scope.First();
            var own = ownByName.TryGetValue("For" + first.Name, out var entitiesOfOwn) ? entitiesOfOwn : [];
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

    /// <summary>By extension name, the entities for which the user's code has such an extension; an empty text for one that takes any.</summary>
    private static Dictionary<string, HashSet<string>> OwnExtensions(HashSet<string> names, TypeFacts types)
    {
        var own = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var symbol in types.Compilation.GetSymbolsWithName(names.Contains, SymbolFilter.Member))
        {
            if (symbol is IMethodSymbol { IsExtensionMethod: true } method && method.Parameters[0].Type is INamedTypeSymbol { Name: "IQueryable" or "DbSet", Arity: 1 } source)
            {
                if (!own.TryGetValue(method.Name, out var entities))
                {
                    own.Add(method.Name, entities = new HashSet<string>(StringComparer.Ordinal));
                }

                entities.Add(source.TypeArguments[0] is ITypeParameterSymbol ? "" : TypeFacts.Name(source.TypeArguments[0]));
            }
        }

        return own;
    }
}
