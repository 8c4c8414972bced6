using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>
/// The shards a relation is left with. Where a value lives nobody knows at compile time, so a shard is called by the value
/// that leads to it: equal values are one shard, different ones two.
/// </summary>
internal sealed class ShardSet
{
    private ShardSet(bool all, HashSet<string> values)
    {
        IsAll = all;
        Values = values;
    }

    public static readonly ShardSet All = new(true, new HashSet<string>());

    public static readonly ShardSet None = new(false, new HashSet<string>());

    /// <summary>The one shard of a reference table or of a table without a key.</summary>
    public static readonly ShardSet Whole = Of(new HashSet<string> { "*" });

    public bool IsAll { get; }

    public HashSet<string> Values { get; }

    public bool IsEmpty => !IsAll && Values.Count == 0;

    public bool IsSingle => !IsAll && Values.Count == 1;

    public bool IsSeveral => IsAll || Values.Count > 1;

    /// <summary>The first value that led here, for messages.</summary>
    public PgConst? Value { get; init; }

    public static ShardSet Of(HashSet<string> values, PgConst? first = null) => new(false, values) { Value = first };

    public ShardSet Intersect(ShardSet other)
    {
        if (IsAll)
        {
            return other;
        }

        if (other.IsAll)
        {
            return this;
        }

        var common = new HashSet<string>(Values);
        common.IntersectWith(other.Values);
        return Of(common);
    }

    public ShardSet Union(ShardSet other)
    {
        if (IsAll || other.IsAll)
        {
            return All;
        }

        var both = new HashSet<string>(Values);
        both.UnionWith(other.Values);
        return Of(both);
    }
}
