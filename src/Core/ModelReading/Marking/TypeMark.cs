using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.ModelReading.Marking;

/// <summary>A mark as an attribute gives it.</summary>
/// <param name="Carrier">The type that carries it, or that the assembly's attribute names.</param>
/// <param name="Key">The distribution property's name; null unless distributed.</param>
internal sealed record TypeMark(TableKind Kind, INamedTypeSymbol Carrier, string? Key, ITypeSymbol? ColocateWith, int? ShardCount, string? ScopeName, Place Place)
{
    public Mark ToModel() => new(Kind)
    {
        Key = Key,
        ColocateWith = ColocateWith is null ? null : Clr.ClrTypes.NameOf(ColocateWith),
        ShardCount = ShardCount,
        On = Clr.ClrTypes.NameOf(Carrier),
        Place = Place,
    };
}

/// <summary>What <c>[PartitionedBy]</c> says.</summary>
internal sealed record TypePartitioning(INamedTypeSymbol Carrier, string Property, string Every, int Ahead, Place Place);
