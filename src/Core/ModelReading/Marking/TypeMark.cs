using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.ModelReading.Marking;

/// <summary>A mark as an attribute gives it.</summary>
/// <param name="Carrier">The type that carries it, or that the assembly's attribute names.</param>
/// <param name="Key">The distribution property's name; null unless distributed.</param>
internal sealed record TypeMark(TableKind Kind, INamedTypeSymbol Carrier, string? Key, ITypeSymbol? ColocateWith, int? ShardCount, Place Place);
