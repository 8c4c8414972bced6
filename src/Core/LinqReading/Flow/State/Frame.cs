using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.State;

/// <summary>One activation of a body: of the code under judgment, of a method followed into, or of a lambda that was called.</summary>
/// <param name="Id">A number that is the same whenever the same calls lead here.</param>
/// <param name="Unit">The member whose body this is, by its definition; of a lambda the member around it.</param>
internal sealed record Frame(int Id, ISymbol Unit)
{
    /// <summary>The method, lambda or local function; null for an initializer.</summary>
    public IMethodSymbol? Method { get; init; }

    public AbstractValue? This { get; init; }

    /// <summary>For a lambda or local function: the activation around it.</summary>
    public Frame? Outer { get; init; }

    /// <summary>Who called.</summary>
    public Frame? Caller { get; init; }

    /// <summary>Where it was called.</summary>
    public SyntaxNode? CallSite { get; init; }

    public TypeMap Types { get; init; } = TypeMap.Empty;

    /// <summary>How many calls deep it is.</summary>
    public int Depth { get; init; }

    /// <summary>What was returned so far, and what held then.</summary>
    public List<Exit> Returns { get; } = [];

    /// <summary>What an iterator yielded.</summary>
    public List<AbstractValue> Yields { get; } = [];

    public bool Equals(Frame? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Id;
}

/// <summary>A point where control leaves a body, loop or switch.</summary>
internal sealed record Exit(AbstractValue Value, Memory State, ImmutableDictionary<string, int> Assumes);

/// <summary>A function's surroundings: what its free names mean.</summary>
internal sealed record Closure(Frame Frame, Memory State, ImmutableDictionary<string, int> Assumes);
