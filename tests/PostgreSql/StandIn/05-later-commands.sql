-- What Citus does about ordinary DDL on its tables: it refuses some, and forgets a table that is dropped.

CREATE FUNCTION citus_internal.after_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    command record;
    table_id regclass;
    schema_group integer;
BEGIN
    FOR command IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP
        -- Distributing in parallel and making a type afterwards needs more than one connection a node.
        IF command.object_type = 'type' AND coalesce(current_setting('citus_stand_in.parallel', true), '') = 'yes'
            AND citus_internal.setting('multi_shard_modify_mode', 'parallel') <> 'sequential' THEN
            RAISE EXCEPTION 'cannot run type command because there was a parallel operation on a distributed table in the transaction'
                USING ERRCODE = 'XX000',
                DETAIL = 'When running command on/for a distributed type, Citus needs to perform all operations over a single connection per node to ensure consistency.',
                HINT = 'Try re-running the transaction with "SET LOCAL citus.multi_shard_modify_mode TO ''sequential'';"';
        END IF;

        IF command.command_tag = 'CREATE SCHEMA' AND citus_internal.setting('enable_schema_based_sharding', 'off')::boolean THEN
            PERFORM citus_schema_distribute(command.objid::regnamespace);
        END IF;

        table_id := CASE command.object_type
            WHEN 'table' THEN command.objid::regclass
            WHEN 'table column' THEN command.objid::regclass
            WHEN 'index' THEN (SELECT indrelid::regclass FROM pg_index WHERE indexrelid = command.objid)
            WHEN 'trigger' THEN (SELECT tgrelid::regclass FROM pg_trigger WHERE oid = command.objid)
            WHEN 'table constraint' THEN (SELECT conrelid::regclass FROM pg_constraint WHERE oid = command.objid)
            END;
        IF table_id IS NULL THEN
            CONTINUE;
        END IF;

        -- A new table in a distributed schema, and a new partition of a distributed table, are distributed with it.
        IF command.command_tag = 'CREATE TABLE' AND citus_internal.kind(table_id) IS NULL THEN
            SELECT s.colocationid INTO schema_group FROM pg_dist_schema s JOIN pg_class c ON c.relnamespace = s.schemaid WHERE c.oid = table_id;
            IF FOUND THEN
                PERFORM citus_internal.add_tenant_table(table_id, schema_group);
                PERFORM citus_internal.check_tenant_foreign_keys((SELECT relnamespace::regnamespace FROM pg_class WHERE oid = table_id));
            ELSE
                PERFORM citus_internal.distribute(table_id, column_to_column_name(p.logicalrelid, p.partkey), p.logicalrelid::text, 0)
                FROM pg_inherits i JOIN pg_dist_partition p ON p.logicalrelid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhrelid = table_id AND c.relispartition AND p.partmethod = 'h';
            END IF;
        END IF;

        -- A plain table that points to a reference table is taken into the metadata with all that foreign keys connect.
        IF command.command_tag IN ('CREATE TABLE', 'ALTER TABLE') AND citus_internal.kind(table_id) IS NULL
            AND citus_internal.is_on('enable_local_reference_table_foreign_keys')
            AND EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = table_id AND c.contype = 'f' AND citus_internal.kind(c.confrelid) = 'reference') THEN
            IF EXISTS (
                SELECT FROM citus_internal.connected(table_id) t JOIN pg_constraint c ON c.conrelid = t AND c.contype = 'f'
                WHERE citus_internal.kind(t) IS NULL AND citus_internal.kind(c.confrelid) IN ('distributed', 'single')) THEN
                PERFORM citus_internal.refuse_plain_to_distributed();
            END IF;

            PERFORM citus_internal.take_in_connected(table_id);
            PERFORM citus_add_local_table_to_metadata(table_id);
        END IF;

        IF citus_internal.kind(table_id) IN ('distributed', 'reference', 'single') THEN
            PERFORM citus_internal.check_later(table_id, command.command_tag, command.object_type);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION citus_internal.check_later(relation regclass, tag text, object_type text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    its pg_dist_partition;
    key smallint;
    key_column pg_attribute;
BEGIN
    SELECT * INTO its FROM pg_dist_partition WHERE logicalrelid = relation;
    key := citus_internal.key_attribute(its.partkey);
    IF tag = 'CREATE TRIGGER' THEN
        RAISE EXCEPTION 'triggers are not supported on distributed tables' USING ERRCODE = 'XX000';
    END IF;

    IF object_type = 'table constraint' THEN
        RAISE EXCEPTION 'renaming constraints belonging to distributed tables is currently unsupported' USING ERRCODE = '0A000';
    END IF;

    IF tag = 'CREATE INDEX' AND key IS NOT NULL AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = relation AND i.indisunique AND NOT key = ANY (i.indkey::smallint[])) THEN
        RAISE EXCEPTION 'creating unique indexes on non-partition columns is currently unsupported' USING ERRCODE = '0A000';
    END IF;

    IF tag <> 'ALTER TABLE' THEN
        RETURN;
    END IF;

    IF its.repmodel = 's' OR its.repmodel = 't' THEN
        PERFORM citus_internal.check_columns(relation);
    END IF;

    IF key IS NOT NULL THEN
        SELECT * INTO key_column FROM pg_attribute WHERE attrelid = relation AND attnum = key;
        IF key_column.attisdropped OR key_column.atttypid <> citus_internal.key_type(its.partkey)
            OR EXISTS (
                SELECT FROM citus_internal.columns c WHERE c.relation = key_column.attrelid AND c.attribute = key
                    AND (c.not_null, c.has_default) <> (key_column.attnotnull, key_column.atthasdef)) THEN
            RAISE EXCEPTION 'cannot execute ALTER TABLE command involving partition column' USING ERRCODE = 'XX000';
        END IF;

        PERFORM citus_internal.check_uniqueness(relation, key);
    END IF;

    PERFORM citus_internal.check_foreign_keys(relation, citus_internal.kind(relation), its.colocationid, key);
END $$;

-- Columns that a distributed table has had since it was distributed; those that came later may not draw from a sequence.
CREATE TABLE citus_internal.columns (
    relation oid NOT NULL,
    attribute smallint NOT NULL,
    not_null boolean NOT NULL,
    has_default boolean NOT NULL,
    PRIMARY KEY (relation, attribute));

CREATE FUNCTION citus_internal.check_columns(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    added record;
BEGIN
    FOR added IN
        SELECT a.attnum, a.attidentity, pg_get_expr(d.adbin, d.adrelid) AS default_text
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
            AND NOT EXISTS (SELECT FROM citus_internal.columns c WHERE c.relation = a.attrelid AND c.attribute = a.attnum)
    LOOP
        IF added.attidentity <> '' THEN
            RAISE EXCEPTION 'cannot execute ADD COLUMN commands involving identity columns when metadata is synchronized to workers' USING ERRCODE = '0A000';
        ELSIF added.default_text LIKE 'nextval(%' THEN
            RAISE EXCEPTION 'cannot execute ADD COLUMN commands involving serial pseudotypes when metadata is synchronized to workers' USING ERRCODE = '0A000';
        END IF;

        INSERT INTO citus_internal.columns SELECT attrelid, attnum, attnotnull, atthasdef FROM pg_attribute WHERE attrelid = relation AND attnum = added.attnum;
    END LOOP;
END $$;

CREATE FUNCTION citus_internal.remember_columns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO citus_internal.columns
    SELECT attrelid, attnum, attnotnull, atthasdef FROM pg_attribute WHERE attrelid = NEW.logicalrelid AND attnum > 0 AND NOT attisdropped
    ON CONFLICT DO NOTHING;
    RETURN NEW;
END $$;

CREATE TRIGGER remember_columns AFTER INSERT ON pg_catalog.pg_dist_partition FOR EACH ROW EXECUTE FUNCTION citus_internal.remember_columns();

CREATE FUNCTION citus_internal.after_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    dropped record;
BEGIN
    FOR dropped IN SELECT * FROM pg_event_trigger_dropped_objects() WHERE object_type IN ('table', 'schema') LOOP
        DELETE FROM pg_dist_shard WHERE logicalrelid::oid = dropped.objid;
        DELETE FROM pg_dist_partition WHERE logicalrelid::oid = dropped.objid;
        DELETE FROM citus_internal.columns WHERE relation = dropped.objid;
        DELETE FROM pg_dist_schema WHERE schemaid = dropped.objid;
    END LOOP;
END $$;

CREATE EVENT TRIGGER citus_stand_in_ddl ON ddl_command_end EXECUTE FUNCTION citus_internal.after_ddl();
CREATE EVENT TRIGGER citus_stand_in_drop ON sql_drop EXECUTE FUNCTION citus_internal.after_drop();

RESET allow_system_table_mods;
