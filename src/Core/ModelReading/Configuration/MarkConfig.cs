using ShardSafety.Core.Model;

namespace ShardSafety.Core.ModelReading.Configuration;

/// <summary>A mark made by the fluent API.</summary>
/// <param name="Key">The distribution property; null unless distributed.</param>
/// <param name="ColocateWith">The entity or marked type whose group it joins, by name.</param>
internal sealed record MarkConfig(TableKind Kind, string? Key, string? ColocateWith, int? ShardCount, Place Place);

/// <summary><c>IsPartitionedBy</c>.</summary>
internal sealed record PartitioningConfig(string Property, string Every, int Ahead, Place Place);
