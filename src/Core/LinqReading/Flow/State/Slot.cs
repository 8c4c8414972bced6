using System;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Flow.State;

/// <summary>A place that holds a value while code is followed: a local of an activation, or a member of an object.</summary>
/// <param name="holder">The <see cref="Frame"/>, the <see cref="HeapObject"/> or, for static members, the type; told apart by reference.</param>
/// <param name="member">The symbol, or a member's name.</param>
internal readonly struct Slot(object holder, object member) : IEquatable<Slot>
{
    public object Holder { get; } = holder;

    public object Member { get; } = member;

    public bool Equals(Slot other) =>
        ReferenceEquals(Holder, other.Holder)
        && (Member is ISymbol symbol ? SymbolEqualityComparer.Default.Equals(symbol, other.Member as ISymbol) : Member.Equals(other.Member));

    public override bool Equals(object? obj) => obj is Slot other && Equals(other);

    public override int GetHashCode()
    {
        var member = Member is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : Member.GetHashCode();
        return unchecked((RuntimeHelpers.GetHashCode(Holder) * 397) ^ member);
    }
}
