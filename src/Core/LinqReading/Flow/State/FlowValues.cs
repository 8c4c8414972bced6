using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.State;

/// <summary>Rows in the client's hands: fetched already, or fetched when they are enumerated.</summary>
/// <param name="Source">The query (or what depends on a caller, or is unknown) they come from.</param>
/// <param name="Fetched">Whether it has run.</param>
internal sealed record RowsValue(AbstractValue Source, bool Fetched, RuntimeValue Rows) : AbstractValue
{
    /// <summary>Whether a filter by the key that comes too late has been reported of them: where they are fetched there is no more to say.</summary>
    public bool IsSaid { get; init; }
}

/// <summary>A dictionary that was made in view, with what was put into it, in order.</summary>
internal sealed record MapValue(ImmutableArray<MapEntry> Entries, RuntimeValue AsRuntime) : AbstractValue
{
    /// <summary>Whether there are no others, so that a key not listed is not in it.</summary>
    public bool IsWhole { get; init; }
}

internal sealed record MapEntry(AbstractValue Key, AbstractValue Value);

/// <summary><c>typeof(T)</c>, or a type that code makes of others.</summary>
internal sealed record TypeValue(ITypeSymbol Of) : AbstractValue
{
    public bool Equals(TypeValue? other) => other is not null && SymbolEqualityComparer.Default.Equals(Of, other.Of);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Of);
}

/// <summary><c>db.Entry(row)</c>.</summary>
internal sealed record EntryValue(ContextValue Context, AbstractValue Row, ITypeSymbol? Entity) : AbstractValue;

/// <summary><c>db.Entry(row).Collection(…)</c> or <c>Reference(…)</c>.</summary>
internal sealed record NavigationEntryValue(EntryValue Entry, string? Navigation) : AbstractValue;

/// <summary><c>db.Database</c>.</summary>
internal sealed record DatabaseValue(ContextValue Context) : AbstractValue;

/// <summary><c>query.Expression</c>.</summary>
internal sealed record QueryExpressionValue(AbstractValue Query) : AbstractValue;

/// <summary><c>typeof(Order).GetProperty("TenantId")</c>.</summary>
internal sealed record MemberInfoValue(ITypeSymbol Of, string Name) : AbstractValue;
