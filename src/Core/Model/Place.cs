using System;

namespace ShardSafety.Core.Model;

/// <summary>
/// Where a part of the model was declared: a span in a source file, or nowhere for what conventions or another assembly made.
/// All places are equal, so that moving code does not make a model a different one (and incremental steps stay cached).
/// </summary>
internal readonly struct Place(string? file, int start, int length) : IEquatable<Place>
{
    public static readonly Place None = default;

    /// <summary>The syntax tree's path; null means nowhere.</summary>
    public string? File { get; } = file;

    public int Start { get; } = start;

    public int Length { get; } = length;

    public bool IsNone => File is null;

    public bool Equals(Place other) => true;

    public override bool Equals(object? obj) => obj is Place;

    public override int GetHashCode() => 0;
}
