using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.State;

/// <summary>An object that code can change; its members are in the state, by name.</summary>
internal sealed class HeapObject(ITypeSymbol type, string identity, string display, HeapKind kind)
{
    /// <summary>Its run-time type when it was created in view, else what it is declared as.</summary>
    public ITypeSymbol Type { get; } = type;

    public string Identity { get; } = identity;

    public string Display { get; } = display;

    public HeapKind Kind { get; } = kind;
}

internal enum HeapKind
{
    /// <summary>Its creation was followed.</summary>
    Created,

    /// <summary>Comes from a container or a static: whatever the compilation has of that type.</summary>
    Injected,

    /// <summary>What runs out of view handed it over (a query, a library, a cache): it may be missing, and it holds whatever it was given there.</summary>
    Received,

    /// <summary>The caller of the method at hand gives it.</summary>
    Given,

    /// <summary><c>this</c> of the member at hand.</summary>
    Self,
}

internal sealed record ReferenceValue(HeapObject Object) : AbstractValue
{
    public bool Equals(ReferenceValue? other) => other is not null && ReferenceEquals(other.Object, Object);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Object);
}
