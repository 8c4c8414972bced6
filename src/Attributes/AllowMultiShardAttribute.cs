using System;

namespace ShardSafety;

/// <summary>
/// The audited way past a warning: queries in the marked code may leave their shard, for the reason given. What Citus
/// refuses is still reported.
/// </summary>
/// <remarks>On a helper it also covers what is reported at the helper's callers. The inventory names it.</remarks>
/// <param name="reason">Why the queries may run on several shards; an empty reason is itself reported.</param>
[AttributeUsage(
    AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method
    | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Field,
    Inherited = false)]
public sealed class AllowMultiShardAttribute(string reason) : Attribute
{
    /// <summary>Why the queries may run on several shards.</summary>
    public string Reason { get; } = reason;
}
