using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Findings;

namespace ShardSafety.Core.LinqReading.Flow.Results;

/// <summary>What following one member by itself, with nothing known of its caller, came to.</summary>
internal sealed record Summary
{
    public static readonly Summary Nothing = new();

    public ImmutableArray<QueryFinding> Findings { get; init; } = ImmutableArray<QueryFinding>.Empty;

    /// <summary>The ways (calls, then the place that runs the query) that were judged here, so that callers are silent on them.</summary>
    public ImmutableHashSet<string> Judged { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Whether something runs here that depends on the caller.</summary>
    public bool Dependent { get; init; }

    /// <summary>Whether it changes a member, so that what is done later with the object differs.</summary>
    public bool Changes { get; init; }

    /// <summary>Whether what it returns, or leaves in its parameters, carries a query or a part of one.</summary>
    public bool HandsOut { get; init; }

    /// <summary>Whether it rests on an assumption made for a member that is being followed right now, and so must not be kept.</summary>
    public bool Provisional { get; init; }

    /// <summary>Whether it is to be followed by callers for the same reasons as another.</summary>
    public bool Tells(Summary other) => Dependent == other.Dependent && Changes == other.Changes && HandsOut == other.HandsOut;
}

/// <summary>Summaries that hold wherever they were asked from.</summary>
internal sealed class SummaryStore
{
    private readonly ConcurrentDictionary<ISymbol, Summary> _summaries = new(SymbolEqualityComparer.Default);

    /// <summary>Held by the one that follows members which call one another.</summary>
    public object Circles { get; } = new();

    public bool TryGet(ISymbol unit, out Summary summary)
    {
        var found = _summaries.TryGetValue(unit, out var known);
        summary = known ?? Summary.Nothing;
        return found;
    }

    public void Keep(ISymbol unit, Summary summary)
    {
        if (!summary.Provisional)
        {
            _summaries.TryAdd(unit, summary);
        }
    }
}
