-- The functions that make a table one of Citus's.

CREATE FUNCTION citus_internal.add_shards(relation regclass, number integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO pg_dist_shard
    SELECT relation, nextval('citus_internal.shard_ids'), 't',
        CASE WHEN number > 1 THEN (-2147483648 + (i - 1) * (4294967296 / number))::text END,
        CASE WHEN number > 1 THEN (CASE WHEN i = number THEN 2147483647 ELSE -2147483648 + i * (4294967296 / number) - 1 END)::text END
    FROM generate_series(1, number) i
$$;

-- The colocation group a new distributed table joins or founds.
CREATE FUNCTION citus_internal.join_group(relation regclass, key_type oid, colocate_with text, shards integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    other regclass;
    its pg_dist_partition;
    found_id integer;
BEGIN
    IF lower(colocate_with) NOT IN ('default', 'none') THEN
        other := colocate_with::regclass;
        SELECT * INTO its FROM pg_dist_partition WHERE logicalrelid = other;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'relation % is not distributed', citus_internal.name_of(other) USING ERRCODE = 'XX000';
        END IF;

        IF its.partmethod <> 'h' OR key_type IS NULL THEN
            IF NOT (key_type IS NULL AND citus_internal.kind(other) = 'single') THEN
                RAISE EXCEPTION 'cannot colocate tables % and %', citus_internal.name_of(other), citus_internal.name_of(relation)
                    USING ERRCODE = 'XX000', DETAIL = format('Distribution column types don''t match for %s and %s.', citus_internal.name_of(other), citus_internal.name_of(relation));
            END IF;
        ELSIF citus_internal.key_type(its.partkey) <> key_type THEN
            RAISE EXCEPTION 'cannot colocate tables % and %', citus_internal.name_of(other), citus_internal.name_of(relation)
                USING ERRCODE = 'XX000', DETAIL = format('Distribution column types don''t match for %s and %s.', citus_internal.name_of(other), citus_internal.name_of(relation));
        END IF;

        RETURN its.colocationid;
    END IF;

    IF lower(colocate_with) = 'default' THEN
        SELECT c.colocationid INTO found_id FROM pg_dist_colocation c
        WHERE c.distributioncolumntype = coalesce(key_type, 0) AND c.shardcount = shards AND c.colocationid > 1
            AND NOT EXISTS (SELECT FROM pg_dist_schema s WHERE s.colocationid = c.colocationid)
        ORDER BY c.colocationid LIMIT 1;
        IF FOUND THEN
            RETURN found_id;
        END IF;
    END IF;

    INSERT INTO pg_dist_colocation
    VALUES (nextval('citus_internal.colocation_ids'), shards, 1, coalesce(key_type, 0), coalesce((SELECT typcollation FROM pg_type WHERE oid = key_type), 0))
    RETURNING colocationid INTO found_id;
    RETURN found_id;
END $$;

-- A local table in the metadata is taken out of it first and its foreign keys are built again afterwards, which fails when
-- another such table points here.
CREATE FUNCTION citus_internal.leave_local(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF citus_internal.kind(relation) = 'local' THEN
        IF EXISTS (SELECT FROM pg_constraint WHERE confrelid = relation AND conrelid <> relation AND contype = 'f' AND citus_internal.kind(conrelid) = 'local') THEN
            PERFORM citus_internal.refuse_plain_to_distributed();
        END IF;

        DELETE FROM pg_dist_partition WHERE logicalrelid = relation;
        DELETE FROM pg_dist_shard WHERE logicalrelid = relation;
    END IF;
END $$;

CREATE FUNCTION citus_internal.distribute(relation regclass, key text, colocate_with text, shards integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    attribute smallint;
    type oid;
    colocation integer;
    partition regclass;
BEGIN
    PERFORM citus_internal.check_relation(relation);
    IF EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhrelid = relation AND c.relispartition AND citus_internal.kind(i.inhparent) IS NULL) THEN
        RAISE EXCEPTION 'cannot distribute relation "%" which is partition of "%"', citus_internal.name_of(relation),
            (SELECT citus_internal.name_of(inhparent) FROM pg_inherits WHERE inhrelid = relation)
            USING ERRCODE = 'XX000', DETAIL = 'Citus does not support distributing partitions if their parent is not distributed table.',
            HINT = format('Distribute the partitioned table "%s" instead.', (SELECT citus_internal.name_of(inhparent) FROM pg_inherits WHERE inhrelid = relation));
    END IF;

    PERFORM citus_internal.leave_local(relation);
    IF key IS NOT NULL THEN
        attribute := citus_internal.check_key(relation, key);
        SELECT atttypid INTO type FROM pg_attribute WHERE attrelid = relation AND attnum = attribute;
    END IF;

    colocation := citus_internal.join_group(relation, type, colocate_with, shards);
    PERFORM citus_internal.check_uniqueness(relation, attribute);
    PERFORM citus_internal.check_foreign_keys(relation, CASE WHEN key IS NULL THEN 'single' ELSE 'distributed' END, colocation, attribute);
    PERFORM citus_internal.check_connections(relation);
    IF citus_internal.setting('multi_shard_modify_mode', 'parallel') <> 'sequential' THEN
        PERFORM set_config('citus_stand_in.parallel', 'yes', true);
    END IF;

    INSERT INTO pg_dist_partition
    VALUES (relation, CASE WHEN key IS NULL THEN 'n' ELSE 'h' END::"char", citus_internal.key_text(attribute, type), colocation, 's', false);
    PERFORM citus_internal.add_shards(relation, (SELECT shardcount FROM pg_dist_colocation WHERE colocationid = colocation));
    FOR partition IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = relation ORDER BY inhrelid LOOP
        PERFORM citus_internal.distribute(partition, key, relation::text, shards);
    END LOOP;
END $$;

CREATE FUNCTION pg_catalog.create_distributed_table(
    table_name regclass, distribution_column text, distribution_type citus.distribution_type DEFAULT 'hash',
    colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF table_name IS NULL OR colocate_with IS NULL THEN
        RETURN;
    END IF;

    PERFORM citus_internal.record('create_distributed_table', table_name::text, distribution_column, colocate_with, shard_count::text);
    IF distribution_column IS NULL THEN
        IF shard_count IS NOT NULL THEN
            RAISE EXCEPTION 'shard_count can''t be specified when the distribution column is null because in that case it''s automatically set to 1' USING ERRCODE = 'XX000';
        END IF;

        PERFORM citus_internal.distribute(table_name, NULL, colocate_with, 1);
        RETURN;
    END IF;

    IF shard_count IS NOT NULL AND lower(colocate_with) NOT IN ('default', 'none') THEN
        RAISE EXCEPTION 'Cannot use colocate_with with a table and shard_count at the same time' USING ERRCODE = 'XX000';
    END IF;

    IF shard_count < 1 OR shard_count > 64000 THEN
        RAISE EXCEPTION '% is outside the valid range for parameter "shard_count" (1 .. 64000)', shard_count USING ERRCODE = 'XX000';
    END IF;

    PERFORM citus_internal.distribute(table_name, distribution_column, colocate_with, coalesce(shard_count, citus_internal.setting('shard_count', '32')::integer));
END $$;

CREATE FUNCTION pg_catalog.create_distributed_table_concurrently(
    table_name regclass, distribution_column text, distribution_type citus.distribution_type DEFAULT 'hash',
    colocate_with text DEFAULT 'default', shard_count integer DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- A function can't see whether it is inside a transaction block; that something was written before it shows most of them.
    IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
        RAISE EXCEPTION 'create_distributed_table_concurrently cannot run inside a transaction block' USING ERRCODE = '25001';
    END IF;

    PERFORM citus_internal.record('create_distributed_table_concurrently', table_name::text, distribution_column, colocate_with, shard_count::text);
    PERFORM citus_internal.distribute(table_name, distribution_column, colocate_with, coalesce(shard_count, citus_internal.setting('shard_count', '32')::integer));
END $$;

-- With the setting on, Citus builds the foreign keys between the reference table and plain tables again, which takes every
-- plain table they connect into the metadata.
CREATE FUNCTION citus_internal.take_in_connected(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    other oid;
BEGIN
    FOR other IN SELECT c FROM citus_internal.connected(relation) c WHERE c <> relation AND citus_internal.kind(c) IS NULL LOOP
        INSERT INTO pg_dist_partition VALUES (other, 'n', NULL, 0, 's', true);
        PERFORM citus_internal.add_shards(other, 1);
    END LOOP;
END $$;

CREATE FUNCTION pg_catalog.create_reference_table(table_name regclass) RETURNS void LANGUAGE plpgsql STRICT AS $$
DECLARE
    converts boolean := citus_internal.is_on('enable_local_reference_table_foreign_keys');
BEGIN
    PERFORM citus_internal.record('create_reference_table', table_name::text, VARIADIC ARRAY[]::text[]);
    PERFORM citus_internal.check_relation(table_name);
    IF EXISTS (SELECT FROM pg_class WHERE oid = table_name AND relkind = 'p') THEN
        RAISE EXCEPTION 'distributing partitioned tables in only supported for hash-distributed tables' USING ERRCODE = '0A000';
    END IF;

    IF converts AND EXISTS (
        SELECT FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid <> c.confrelid
            AND ((c.conrelid = table_name AND citus_internal.kind(c.confrelid) IS NULL) OR (c.confrelid = table_name AND citus_internal.kind(c.conrelid) IS NULL))) THEN
        PERFORM citus_internal.take_in_connected(table_name);
    END IF;

    DELETE FROM pg_dist_partition WHERE logicalrelid = table_name;
    DELETE FROM pg_dist_shard WHERE logicalrelid = table_name;
    PERFORM citus_internal.check_foreign_keys(table_name, 'reference', 1, NULL);
    INSERT INTO pg_dist_partition VALUES (table_name, 'n', NULL, 1, 't', false);
    PERFORM citus_internal.add_shards(table_name, 1);
    PERFORM set_config('citus_stand_in.touched_references',
        concat_ws(',', nullif(current_setting('citus_stand_in.touched_references', true), ''), table_name::oid::text), true);
END $$;

CREATE FUNCTION pg_catalog.citus_add_local_table_to_metadata(table_name regclass, cascade_via_foreign_keys boolean DEFAULT false) RETURNS void LANGUAGE plpgsql STRICT AS $$
BEGIN
    PERFORM citus_internal.record('citus_add_local_table_to_metadata', table_name::text, cascade_via_foreign_keys::text);
    IF citus_internal.kind(table_name) IS NOT NULL THEN
        RAISE EXCEPTION 'table "%" is already distributed', citus_internal.name_of(table_name) USING ERRCODE = '42P16';
    END IF;

    INSERT INTO pg_dist_partition VALUES (table_name, 'n', NULL, 0, 's', false);
    PERFORM citus_internal.add_shards(table_name, 1);
    IF cascade_via_foreign_keys THEN
        PERFORM citus_internal.take_in_connected(table_name);
    END IF;
END $$;

-- The rows stay where they are here, so that there is nothing to remove: only what Citus checks.
CREATE FUNCTION pg_catalog.truncate_local_data_after_distributing_table(function_name regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    local oid;
BEGIN
    PERFORM citus_internal.record('truncate_local_data_after_distributing_table', function_name::text, VARIADIC ARRAY[]::text[]);
    IF citus_internal.kind(function_name) IS NULL THEN
        RAISE EXCEPTION 'supplied parameter is not a distributed relation'
            USING ERRCODE = 'XX000', DETAIL = 'This UDF only truncates local records of distributed tables.';
    END IF;

    SELECT conrelid INTO local FROM pg_constraint WHERE contype = 'f' AND confrelid = function_name AND citus_internal.kind(conrelid) IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'cannot truncate a table referenced in a foreign key constraint by a local table'
            USING ERRCODE = 'XX000', DETAIL = format('Table "%s" references "%s"', citus_internal.name_of(local), citus_internal.name_of(function_name));
    END IF;
END $$;
