using System;
using System.Globalization;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Ddl;

/// <summary>
/// The SQL of one step, and of its way back: an anonymous block each, so that it is valid inside another block too (EF
/// Core's idempotent scripts) and may run twice. A table that is already distributed another way raises, with both ways.
/// </summary>
internal static class DistributionSql
{
    /// <summary>Local tables that Citus keeps in its metadata are no distributed ones: the functions convert them.</summary>
    private const string NotLocal = "NOT (p.partmethod = 'n' AND p.repmodel <> 't' AND p.colocationid = 0)";

    /// <summary>The key column's name. Citus keeps the key as a node tree; the function that reads it raises on null before Citus 12.</summary>
    internal const string Current =
        "    SELECT p.repmodel, p.colocationid, c.shardcount, CASE WHEN p.partkey IS NOT NULL THEN column_to_column_name(p.logicalrelid, p.partkey) END AS key\n"
        + "    INTO current\n"
        + "    FROM pg_catalog.pg_dist_partition p LEFT JOIN pg_catalog.pg_dist_colocation c ON c.colocationid = p.colocationid\n"
        + "    WHERE p.logicalrelid = target AND " + NotLocal + ";\n";

    internal const string Way =
        "            CASE\n"
        + "                WHEN current.repmodel = 't' THEN 'a reference table'\n"
        + "                WHEN current.key IS NULL THEN 'on one shard without a key'\n"
        + "                ELSE format('distributed by %I over %s shards', current.key, current.shardcount) END\n"
        + "            || coalesce(' together with ' || (\n"
        + "                SELECT string_agg(o.logicalrelid::text, ', ' ORDER BY o.logicalrelid::text) FROM pg_catalog.pg_dist_partition o\n"
        + "                WHERE o.colocationid = current.colocationid AND o.logicalrelid <> target AND current.repmodel <> 't'), '')";

    /// <summary>
    /// Citus opens a connection a shard where it can, and then refuses, in the same transaction, a table with a foreign key to
    /// a reference table ("cannot distribute relation … in this transaction because it has a foreign key to a reference
    /// table"), one with rows (schema scenario order/with_rows_present), and a long name ("could lead to deadlocks").
    /// </summary>
    private const string OneConnection = "        PERFORM set_config('citus.multi_shard_modify_mode', 'sequential', true);\n";

    /// <summary>Makes the table, or the schema, what the model says.</summary>
    public static string Apply(DistributionStep step) => step switch
    {
        ReferenceStep s => Reference(s),
        DistributedStep s => Table(
            s.Table,
            "create_distributed_table(" + SqlText.RegClass(s.Table) + ", " + SqlText.Literal(s.Column) + Colocation(s.ColocateWith) + Shards(s.ShardCount) + ")",
            "current.key IS DISTINCT FROM " + SqlText.Literal(s.Column) + OtherGroup(s.ColocateWith) + OtherShards(s.ShardCount),
            "distributed by " + SqlText.Identifier(s.Column) + (s.ShardCount is { } n ? " over " + Number(n) + " shards" : "") + Together(s.ColocateWith)),
        SingleShardStep s => Table(
            s.Table,
            "create_distributed_table(" + SqlText.RegClass(s.Table) + ", NULL" + Colocation(s.ColocateWith) + ")",
            "current.key IS NOT NULL OR current.repmodel = 't'" + OtherGroup(s.ColocateWith),
            "on one shard without a key" + Together(s.ColocateWith)),
        SchemaStep s => SqlText.Block(
            "BEGIN\n"
            + "    IF NOT EXISTS (SELECT FROM pg_catalog.pg_dist_schema WHERE schemaid = " + Schema(s) + "::regnamespace) THEN\n"
            + OneConnection
            + "        PERFORM citus_schema_distribute(" + Schema(s) + ");\n"
            + "    END IF;\n"
            + "END"),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>
    /// Makes it a plain table again. Foreign keys are followed, since Citus undistributes connected tables only together; a
    /// table that was taken along earlier, or is gone, is passed over.
    /// </summary>
    public static string Undo(DistributionStep step) => step is SchemaStep s
        ? SqlText.Block(
            "BEGIN\n"
            + "    IF EXISTS (SELECT FROM pg_catalog.pg_dist_schema WHERE schemaid = to_regnamespace(" + Schema(s) + ")) THEN\n"
            + OneConnection
            + "        PERFORM citus_schema_undistribute(" + Schema(s) + ");\n"
            + "    END IF;\n"
            + "END")
        : SqlText.Block(
            "BEGIN\n"
            + "    IF EXISTS (SELECT FROM pg_catalog.pg_dist_partition p WHERE p.logicalrelid = to_regclass(" + SqlText.RegClass(step.Target) + ") AND " + NotLocal + ") THEN\n"
            + OneConnection
            + "        PERFORM undistribute_table(" + SqlText.RegClass(step.Target) + ", cascade_via_foreign_keys => true);\n"
            + "    END IF;\n"
            + "END");

    /// <summary>
    /// With <c>citus.enable_local_reference_table_foreign_keys</c> on, Citus takes every plain table that foreign keys connect
    /// into its metadata, and those can't be distributed afterwards (schema scenario
    /// order/references_then_parents_then_children); so it is off for the call, unless the table points to a local one itself.
    /// </summary>
    private static string Reference(ReferenceStep step)
    {
        var call = "create_reference_table(" + SqlText.RegClass(step.Table) + ")";
        return step.ReferencesLocal
            ? Table(step.Table, call, "current.repmodel <> 't'", "a reference table")
            : Table(
                step.Table,
                call,
                "current.repmodel <> 't'",
                "a reference table",
                "        PERFORM set_config('citus.enable_local_reference_table_foreign_keys', 'off', true);\n",
                "        PERFORM set_config('citus.enable_local_reference_table_foreign_keys', coalesce(setting, 'on'), true);\n");
    }

    private static string Table(TableName table, string call, string differs, string wanted, string before = "", string after = "") => SqlText.Block(
        "DECLARE\n"
        + "    target regclass := " + SqlText.RegClass(table) + ";\n"
        + "    current record;\n"
        + (before.Length == 0 ? "" : "    setting text := nullif(current_setting('citus.enable_local_reference_table_foreign_keys', true), '');\n")
        + "BEGIN\n"
        + Current
        + "    IF NOT FOUND THEN\n"
        + OneConnection
        + before
        + "        PERFORM " + call + ";\n"
        + after
        + "    ELSIF " + differs + " THEN\n"
        + "        RAISE EXCEPTION 'table % is already distributed another way: it is %, and the model says it is %', target,\n"
        + Way + ",\n"
        + "            " + SqlText.Literal(wanted) + "\n"
        + "            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Change it with alter_distributed_table, or make it a plain table first with undistribute_table.';\n"
        + "    END IF;\n"
        + "END");

    private static string Colocation(TableName? with) => ", colocate_with => " + (with is null ? "'none'" : SqlText.RegClass(with));

    private static string Shards(int? count) => count is { } n ? ", shard_count => " + Number(n) : "";

    private static string OtherShards(int? count) => count is { } n ? " OR current.shardcount IS DISTINCT FROM " + Number(n) : "";

    private static string OtherGroup(TableName? with) => with is null
        ? ""
        : " OR current.colocationid IS DISTINCT FROM (SELECT o.colocationid FROM pg_catalog.pg_dist_partition o WHERE o.logicalrelid = " + SqlText.RegClass(with) + "::regclass)";

    private static string Together(TableName? with) => with is null ? "" : " together with " + SqlText.Identifier(with);

    private static string Schema(SchemaStep step) => SqlText.Literal(SqlText.Identifier(step.Schema));

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
