namespace ShardSafety.Core.Ddl.Changes;

/// <summary>What comes before the first statement of a migration, and around those that only Citus knows.</summary>
internal static class MigrationPrelude
{
    /// <summary>A branch of PL/pgSQL is planned when it is reached, so that it may name what is not there.</summary>
    public const string Installed = "EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus')";

    /// <summary>
    /// Keeps Citus from taking plain tables into its metadata when they get a foreign key to a reference table: a table that is to be
    /// distributed would be taken, and could not be distributed then; and one with an identity column whose name needs quotes fails
    /// (citus_add_local_table_to_metadata.c, DropIdentitiesOnTable writes the name without).
    /// </summary>
    public const string WithoutLocalTables = "SET LOCAL citus.enable_local_reference_table_foreign_keys TO off;\n";

    /// <summary>For tables that stay plain ones and have foreign keys to reference tables.</summary>
    public const string WithLocalTables = "SET LOCAL citus.enable_local_reference_table_foreign_keys TO on;\n";

    /// <summary>
    /// Refuses where there is no Citus, or says so once a session; and has Citus keep to one connection a node, without which a
    /// transaction that touches reference tables, rows or types can fail half way (scenarios order/with_rows_present,
    /// tx/create_type_after_distribution).
    /// </summary>
    public static string Write(bool refuseWithoutCitus) => SqlText.Block(
        "BEGIN\n"
        + "    IF " + Installed + " THEN\n"
        + "        SET LOCAL citus.multi_shard_modify_mode TO 'sequential';\n"
        + "        " + WithoutLocalTables
        + (refuseWithoutCitus
            ? "    ELSE\n"
                + "        RAISE EXCEPTION 'this migration distributes tables, and the database has no citus extension'\n"
                + "            USING HINT = 'Run CREATE EXTENSION citus in the database, or configure UseShardSafety(o => o.WhenCitusIsMissing(MissingCitus.Skip)) to create plain tables there.';\n"
            : "    ELSIF coalesce(current_setting('shardsafety.said_no_citus', true), '') = '' THEN\n"
                + "        RAISE NOTICE 'the database has no citus extension: tables are created as plain PostgreSQL tables';\n"
                + "        PERFORM set_config('shardsafety.said_no_citus', 'yes', false);\n")
        + "    END IF;\n"
        + "END");

    /// <summary>Lets a statement run only where Citus is.</summary>
    public static string OnlyWithCitus(string statement) =>
        SqlText.Block("BEGIN\nIF " + Installed + " THEN\n" + statement + "END IF;\nEND");
}
