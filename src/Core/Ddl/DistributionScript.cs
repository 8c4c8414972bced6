using System.Collections.Generic;
using System.Linq;
using System.Text;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Ddl;

internal enum ScriptForm
{
    /// <summary>For tables that hold no rows yet.</summary>
    Empty,

    /// <summary>
    /// For tables that hold rows: these are copied to the shards, and what stays behind on the coordinator, invisible from
    /// then on, is removed.
    /// </summary>
    WithRows,
}

/// <summary>A context's complete script.</summary>
internal static class DistributionScript
{
    /// <summary>
    /// For a transaction that creates tables beside tables that Citus holds already, and distributes them. Without it Citus
    /// takes a new table with a foreign key to a reference table into its metadata at once, and then refuses its foreign keys
    /// to distributed tables.
    /// </summary>
    public const string BeforeTables = "SET LOCAL citus.enable_local_reference_table_foreign_keys TO off;\nSET LOCAL citus.multi_shard_modify_mode TO 'sequential';\n";

    /// <summary>The script as people run it: one transaction.</summary>
    public static string Write(string context, DistributionPlan plan, ScriptForm form)
    {
        var script = new StringBuilder();
        script.Append(SqlText.Comment("How Citus distributes the tables of " + context + (form == ScriptForm.Empty ? "." : ", which hold rows already.") + " May run twice."));
        foreach (var table in plan.LeftOut)
        {
            script.Append(SqlText.Comment("Left out: " + table.Table + ", since " + table.Reason + "."));
        }

        script.Append("BEGIN;\n");
        AppendBody(script, plan, form, comments: true);
        return script.Append("COMMIT;\n").ToString();
    }

    /// <summary>The same for a caller that holds a transaction.</summary>
    public static string Body(DistributionPlan plan, ScriptForm form)
    {
        var body = new StringBuilder();
        AppendBody(body, plan, form, comments: false);
        return body.ToString();
    }

    /// <summary>The way back, last table first.</summary>
    public static string Reverse(DistributionPlan plan)
    {
        var script = new StringBuilder();
        foreach (var step in plan.Steps.Reverse())
        {
            script.Append(DistributionSql.Undo(step));
        }

        return script.ToString();
    }

    private static void AppendBody(StringBuilder script, DistributionPlan plan, ScriptForm form, bool comments)
    {
        foreach (var step in plan.Steps)
        {
            if (comments)
            {
                script.Append('\n').Append(SqlText.Comment(Title(step)));
            }

            script.Append(DistributionSql.Apply(step));
        }

        script.Append(SeparateGroups(plan));
        if (form == ScriptForm.WithRows)
        {
            foreach (var step in plan.Steps.Reverse())
            {
                script.Append(RemoveLocalRows(step));
            }
        }
    }

    private static string Title(DistributionStep step) => step switch
    {
        ReferenceStep s => s.Table + ": a reference table",
        DistributedStep { ColocateWith: null } s => s.Table + ": distributed by " + s.Column + ", the first of its group",
        DistributedStep s => s.Table + ": distributed by " + s.Column + " with " + s.ColocateWith,
        SingleShardStep { ColocateWith: null } s => s.Table + ": on one shard",
        SingleShardStep s => s.Table + ": on one shard with " + s.ColocateWith,
        SchemaStep s => "schema " + s.Schema + ": on one shard",
        _ => step.Target.ToString(),
    };

    /// <summary>Separate marks are separate groups; tables that were distributed before, by Citus's default, may share one.</summary>
    private static string SeparateGroups(DistributionPlan plan)
    {
        var firsts = plan.Steps.Where(s => s is DistributedStep { ColocateWith: null } or SingleShardStep { ColocateWith: null }).Select(s => s.Target).ToList();
        if (firsts.Count < 2)
        {
            return "";
        }

        return SqlText.Block(
            "DECLARE\n"
            + "    joined text;\n"
            + "BEGIN\n"
            + "    SELECT string_agg(p.logicalrelid::text, ', ' ORDER BY p.logicalrelid::text) INTO joined\n"
            + "    FROM pg_catalog.pg_dist_partition p\n"
            + "    WHERE p.logicalrelid IN (" + string.Join(", ", firsts.Select(f => "\n        to_regclass(" + SqlText.RegClass(f) + ")")) + ")\n"
            + "    GROUP BY p.colocationid HAVING count(*) > 1 LIMIT 1;\n"
            + "    IF FOUND THEN\n"
            + "        RAISE EXCEPTION 'tables % are already distributed another way: they are in one colocation group, and the model says each founds its own', joined\n"
            + "            USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Separate them with alter_distributed_table(…, colocate_with => ''none''), or say ColocateWith in the model.';\n"
            + "    END IF;\n"
            + "END");
    }

    /// <summary>
    /// Citus refuses to truncate while a plain table has a foreign key to it; its own rows stay then. A schema's tables keep
    /// no rows behind that could be told apart here.
    /// </summary>
    private static string RemoveLocalRows(DistributionStep step)
    {
        if (step is SchemaStep)
        {
            return "";
        }

        var table = SqlText.RegClass(step.Target);
        return SqlText.Block(
            "BEGIN\n"
            + "    IF NOT EXISTS (\n"
            + "        WITH RECURSIVE dependents(id) AS (\n"
            + "            SELECT " + table + "::regclass::oid\n"
            + "            UNION\n"
            + "            SELECT k.conrelid FROM pg_catalog.pg_constraint k JOIN dependents d ON k.confrelid = d.id WHERE k.contype = 'f')\n"
            + "        SELECT FROM dependents d WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_dist_partition p WHERE p.logicalrelid = d.id)) THEN\n"
            + "        PERFORM truncate_local_data_after_distributing_table(" + table + ");\n"
            + "    END IF;\n"
            + "END");
    }
}
