using System;
using ShardSafety.Core.Model;

namespace ShardSafety.EntityFrameworkCore.Marking;

/// <summary>The mark that holds for a type.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Founder">The type that carries it; two types with the same founder share a colocation group.</param>
internal sealed record EntityMark(TableKind Kind, Type Founder)
{
    public string? Key { get; init; }

    public Type? ColocateWith { get; init; }

    public int? ShardCount { get; init; }
}
