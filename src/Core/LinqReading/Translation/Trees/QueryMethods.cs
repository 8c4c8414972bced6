using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Trees;

/// <summary>Which methods are query operators, and what those that change no shape say of a query.</summary>
internal static class QueryMethods
{
    private const string EfCore = "EntityFrameworkCore";

    /// <summary>Methods that run a query they are given and are not named <c>…Async</c>.</summary>
    private static readonly HashSet<string> Running = new(StringComparer.Ordinal)
    {
        "Any", "All", "Count", "LongCount", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "ElementAt",
        "ElementAtOrDefault", "Min", "Max", "MinBy", "MaxBy", "Sum", "Average", "Contains", "ToList", "ToArray", "ToDictionary", "ToHashSet", "ToLookup", "ForEach", "Load",
        "ExecuteDelete", "ExecuteUpdate", "Find", "Aggregate", "SequenceEqual",
    };

    public static bool IsOperator(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null || !method.IsStatic)
        {
            return false;
        }

        return type.Name switch
        {
            "Queryable" or "Enumerable" => type.ContainingNamespace is { Name: "Linq" },
            _ => IsEfExtension(type) && method.IsExtensionMethod,
        };
    }

    private static bool IsEfExtension(INamedTypeSymbol type) =>
        type.ContainingNamespace?.Name == EfCore
        && type.Name is "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions";

    public static bool Runs(IMethodSymbol method)
    {
        var name = WithoutAsync(method.Name);
        if (!Running.Contains(name))
        {
            return false;
        }

        var type = method.ContainingType;
        return IsOperator(method) || (type is { Name: "DbSet" or "DbContext" } && name == "Find");
    }

    public static string WithoutAsync(string name) =>
        name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5 ? name.Substring(0, name.Length - 5) : name;

    /// <summary>Operators that leave the shape as it is; what they say stands in the flags.</summary>
    public static bool IsTransparent(IMethodSymbol method) => method.Name is
        "AsQueryable" or "AsEnumerable" or "AsTracking" or "AsNoTracking" or "AsNoTrackingWithIdentityResolution" or "TagWith" or "TagWithCallSite"
        or "IgnoreQueryFilters" or "IgnoreAutoIncludes" or "AsSplitQuery" or "AsSingleQuery";

    public static QueryFlags Note(QueryFlags flags, IMethodSymbol method, IReadOnlyList<Node> arguments)
    {
        switch (method.Name)
        {
            case "IgnoreQueryFilters" when arguments.Count == 0 || arguments[0] is ValueNode { Value: Constant { IsNull: true } }:
                return flags with { IgnoreFilters = true, IgnoredFilters = ImmutableHashSet<string>.Empty };
            case "IgnoreQueryFilters":
                return flags with { IgnoredFilters = flags.IgnoredFilters.Union(Names(arguments[0])) };
            case "IgnoreAutoIncludes":
                return flags with { IgnoreAutoIncludes = true };
            case "AsSplitQuery":
                return flags with { Split = true };
            case "AsSingleQuery":
                return flags with { Split = false };
            default:
                return flags;
        }
    }

    private static IEnumerable<string> Names(Node node)
    {
        if (node is ListNode list)
        {
            foreach (var item in list.Items)
            {
                if (item is ValueNode { Value: Constant { Value: string name } })
                {
                    yield return name;
                }
            }
        }
    }
}
