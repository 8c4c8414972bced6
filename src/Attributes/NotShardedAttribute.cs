using System;

namespace ShardSafety;

/// <summary>Says that a <c>DbContext</c> maps its entities to a database without Citus, so that nothing in it is judged.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class NotShardedAttribute : Attribute;
