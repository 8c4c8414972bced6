using System;

namespace ShardSafety;

/// <summary>
/// Says that a <c>DbContext</c>'s tables live in schemas that Citus distributes as a whole, one tenant a schema, each schema on one
/// node. No table needs a distribution key, and every query that stays in the schema runs on that node.
/// </summary>
/// <remarks>
/// <para>Foreign keys and joins may not leave the schema, except to reference tables. The schema <c>public</c> cannot be distributed.</para>
/// <para>Citus: <c>citus_schema_distribute(schema)</c>.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class SchemaShardedAttribute : Attribute;
