using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>An unexecuted query: its expression tree, and what holds for the whole of it.</summary>
/// <param name="Tree">The expression tree.</param>
/// <param name="Context">The context it starts from.</param>
internal sealed record LinqQuery(ITypeSymbol ElementType, Node Tree, ContextValue Context) : QueryValue(ElementType)
{
    public QueryFlags Flags { get; init; } = QueryFlags.None;

    /// <summary>Commands that EF Core runs before it, since its tree holds their results as values.</summary>
    public ImmutableArray<EarlierRun> Earlier { get; init; } = ImmutableArray<EarlierRun>.Empty;
}

/// <summary>An uncorrelated query inside a lambda that runs on its own first.</summary>
internal sealed record EarlierRun(IMethodSymbol Method, LinqQuery Query, ImmutableArray<AbstractValue> Arguments, Origin At);

/// <summary>What an operator anywhere in the tree says of the whole query (EF Core's <c>QueryCompilationContext</c>).</summary>
internal sealed record QueryFlags
{
    public static readonly QueryFlags None = new();

    public bool IgnoreFilters { get; init; }

    /// <summary>Names of the filters to ignore; empty with <see cref="IgnoreFilters"/> means all.</summary>
    public ImmutableHashSet<string> IgnoredFilters { get; init; } = ImmutableHashSet<string>.Empty;

    public bool IgnoreAutoIncludes { get; init; }

    /// <summary>AsSplitQuery (true), AsSingleQuery (false), or neither.</summary>
    public bool? Split { get; init; }

    public QueryFlags Join(QueryFlags other) => new()
    {
        IgnoreFilters = IgnoreFilters || other.IgnoreFilters,
        IgnoredFilters = IgnoredFilters.Union(other.IgnoredFilters),
        IgnoreAutoIncludes = IgnoreAutoIncludes || other.IgnoreAutoIncludes,
        Split = other.Split ?? Split,
    };
}
