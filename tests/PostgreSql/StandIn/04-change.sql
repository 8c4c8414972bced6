-- The functions that change or undo a distribution, schema-based sharding and time partitions.

CREATE FUNCTION citus_internal.refuse_identity(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = relation AND attidentity <> '' AND NOT attisdropped) THEN
        RAISE EXCEPTION 'cannot complete operation on a table with identity column' USING ERRCODE = '0A000';
    END IF;
END $$;

CREATE FUNCTION pg_catalog.undistribute_table(table_name regclass, cascade_via_foreign_keys boolean DEFAULT false) RETURNS void LANGUAGE plpgsql STRICT AS $body$
DECLARE
    all_of_them regclass[] := ARRAY[table_name];
    one regclass;
    own text := citus_internal.name_of(table_name);
    full_name text := (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = table_name);
    problem text;
BEGIN
    PERFORM citus_internal.record('undistribute_table', table_name::text, cascade_via_foreign_keys::text);
    IF citus_internal.kind(table_name) IS NULL THEN
        RAISE EXCEPTION 'cannot undistribute table because the table is not distributed' USING ERRCODE = 'XX000';
    END IF;

    IF NOT cascade_via_foreign_keys THEN
        SELECT CASE WHEN conrelid = table_name THEN 'has a foreign key' ELSE 'is referenced by a foreign key' END INTO problem
        FROM pg_constraint WHERE contype = 'f' AND table_name IN (conrelid, confrelid) ORDER BY conrelid = table_name DESC LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'cannot complete operation because table % %', own, problem
                USING ERRCODE = 'XX000', HINT = format(
                    'Use cascade option to undistribute all the relations involved in a foreign key relationship with %s by executing SELECT undistribute_table($$%s$$, cascade_via_foreign_keys=>true)',
                    full_name, full_name);
        END IF;
    ELSE
        all_of_them := ARRAY(SELECT c::regclass FROM citus_internal.connected(table_name) c WHERE citus_internal.kind(c) IS NOT NULL);
    END IF;

    IF EXISTS (SELECT FROM pg_class WHERE oid = table_name AND relispartition) THEN
        RAISE EXCEPTION 'cannot complete operation because table is a partition' USING ERRCODE = 'XX000',
            HINT = format('the parent table is "%s"', (SELECT citus_internal.name_of(inhparent) FROM pg_inherits WHERE inhrelid = table_name));
    END IF;

    FOREACH one IN ARRAY all_of_them LOOP
        PERFORM citus_internal.refuse_identity(one);
        DELETE FROM pg_dist_shard WHERE logicalrelid = one OR logicalrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = one);
        DELETE FROM pg_dist_partition WHERE logicalrelid = one OR logicalrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = one);
    END LOOP;
END $body$;

CREATE FUNCTION pg_catalog.alter_distributed_table(
    table_name regclass, distribution_column text DEFAULT NULL, shard_count integer DEFAULT NULL,
    colocate_with text DEFAULT NULL, cascade_to_colocated boolean DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    its pg_dist_partition;
    own text := citus_internal.name_of(table_name);
    shards integer;
    other regclass;
    theirs pg_dist_partition;
    key smallint;
    type oid;
    mates regclass[];
    colocation integer;
BEGIN
    PERFORM citus_internal.record('alter_distributed_table', table_name::text, distribution_column, shard_count::text, colocate_with, cascade_to_colocated::text);
    SELECT * INTO its FROM pg_dist_partition WHERE logicalrelid = table_name;
    IF NOT FOUND OR citus_internal.kind(table_name) NOT IN ('distributed', 'single') THEN
        RAISE EXCEPTION 'cannot alter table because the table is not distributed' USING ERRCODE = 'XX000';
    END IF;

    PERFORM citus_internal.refuse_identity(table_name);
    shards := (SELECT c.shardcount FROM pg_dist_colocation c WHERE c.colocationid = its.colocationid);
    mates := ARRAY(SELECT logicalrelid FROM pg_dist_partition WHERE colocationid = its.colocationid AND logicalrelid <> table_name ORDER BY logicalrelid);
    IF distribution_column IS NULL AND shard_count IS NULL AND colocate_with IS NULL AND cascade_to_colocated IS NOT TRUE THEN
        RAISE EXCEPTION 'you have to specify at least one of the distribution_column, shard_count or colocate_with parameters' USING ERRCODE = 'XX000';
    END IF;

    key := citus_internal.key_attribute(its.partkey);
    IF distribution_column IS NOT NULL THEN
        key := citus_internal.check_key(table_name, distribution_column);
    END IF;

    SELECT atttypid INTO type FROM pg_attribute WHERE attrelid = table_name AND attnum = key;
    IF lower(colocate_with) NOT IN ('default', 'none') THEN
        other := colocate_with::regclass;
        SELECT * INTO theirs FROM pg_dist_partition WHERE logicalrelid = other;
        IF NOT FOUND OR theirs.partmethod <> 'h' THEN
            RAISE EXCEPTION 'cannot colocate with % because it is not a distributed table', colocate_with USING ERRCODE = 'XX000';
        END IF;

        IF citus_internal.key_type(theirs.partkey) <> type THEN
            RAISE EXCEPTION 'cannot colocate with % because data type of its distribution column is different than %', colocate_with, own USING ERRCODE = 'XX000';
        END IF;
    END IF;

    IF (distribution_column IS NULL OR key = citus_internal.key_attribute(its.partkey))
        AND (shard_count IS NULL OR shard_count = shards)
        AND (colocate_with IS NULL OR (theirs.colocationid IS NOT NULL AND theirs.colocationid = its.colocationid)) THEN
        RAISE EXCEPTION 'this call doesn''t change any properties of the table'
            USING ERRCODE = 'XX000', HINT = 'check citus_tables view to see current properties of the table';
    END IF;

    IF shard_count <> shards AND cardinality(mates) > 0 AND cascade_to_colocated IS NULL THEN
        RAISE EXCEPTION 'cascade_to_colocated parameter is necessary' USING ERRCODE = 'XX000',
            DETAIL = 'this table is colocated with some other tables',
            HINT = 'cascade_to_colocated := false will break the current colocation, cascade_to_colocated := true will change the shard count of colocated tables too.';
    END IF;

    colocation := CASE
        WHEN theirs.colocationid IS NOT NULL THEN theirs.colocationid
        WHEN colocate_with IS NULL AND shard_count IS NULL AND citus_internal.key_type(its.partkey) = type AND distribution_column IS NULL THEN its.colocationid
        ELSE citus_internal.join_group(table_name, type, CASE WHEN lower(colocate_with) = 'none' THEN 'none' ELSE 'default' END, coalesce(shard_count, shards)) END;
    PERFORM citus_internal.check_uniqueness(table_name, key);
    IF cascade_to_colocated IS NOT TRUE THEN
        mates := ARRAY[]::regclass[];
    END IF;

    UPDATE pg_dist_partition SET colocationid = colocation WHERE logicalrelid = ANY (mates);
    UPDATE pg_dist_partition SET colocationid = colocation, partkey = citus_internal.key_text(key, type), partmethod = 'h' WHERE logicalrelid = table_name;
    DELETE FROM pg_dist_shard WHERE logicalrelid = ANY (mates || table_name);
    PERFORM citus_internal.add_shards(r, (SELECT c.shardcount FROM pg_dist_colocation c WHERE c.colocationid = colocation)) FROM unnest(mates || table_name) r;
    -- Foreign keys to tables that are no longer colocated are dropped with a warning.
    PERFORM citus_internal.drop_broken_foreign_keys(r) FROM unnest(mates || table_name) r;
END $$;

CREATE FUNCTION citus_internal.drop_broken_foreign_keys(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    fk record;
BEGIN
    FOR fk IN
        SELECT c.conname, c.conrelid::regclass AS owner FROM pg_constraint c
        JOIN pg_dist_partition d ON d.logicalrelid = c.conrelid JOIN pg_dist_partition p ON p.logicalrelid = c.confrelid
        WHERE c.contype = 'f' AND relation IN (c.conrelid, c.confrelid) AND p.partmethod = 'h'
            AND (p.colocationid <> d.colocationid OR NOT EXISTS (
                SELECT FROM unnest(c.conkey, c.confkey) AS x(own, theirs)
                WHERE x.own = citus_internal.key_attribute(d.partkey) AND x.theirs = citus_internal.key_attribute(p.partkey)))
    LOOP
        RAISE WARNING 'foreign key % will be dropped', fk.conname;
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', fk.owner, fk.conname);
    END LOOP;
END $$;

CREATE FUNCTION pg_catalog.citus_schema_distribute(schemaname regnamespace) RETURNS void LANGUAGE plpgsql STRICT AS $$
DECLARE
    colocation integer;
    relation regclass;
BEGIN
    PERFORM citus_internal.record('citus_schema_distribute', schemaname::text, VARIADIC ARRAY[]::text[]);
    IF schemaname::text IN ('public', 'pg_catalog', 'information_schema') THEN
        RAISE EXCEPTION '% schema cannot be distributed', schemaname USING ERRCODE = 'XX000';
    END IF;

    IF EXISTS (SELECT FROM pg_dist_schema WHERE schemaid = schemaname) THEN
        RAISE NOTICE 'schema % is already distributed', schemaname;
        RETURN;
    END IF;

    IF EXISTS (SELECT FROM pg_dist_partition p JOIN pg_class c ON c.oid = p.logicalrelid WHERE c.relnamespace = schemaname AND citus_internal.kind(p.logicalrelid) <> 'local') THEN
        RAISE EXCEPTION 'distributed schema cannot have distributed tables' USING ERRCODE = 'XX000',
            HINT = 'Undistribute distributed tables before ''citus_schema_distribute''.';
    END IF;

    PERFORM citus_internal.check_tenant_foreign_keys(schemaname);
    colocation := nextval('citus_internal.colocation_ids');
    INSERT INTO pg_dist_colocation VALUES (colocation, 1, 1, 0, 0);
    INSERT INTO pg_dist_schema VALUES (schemaname, colocation);
    FOR relation IN SELECT oid::regclass FROM pg_class WHERE relnamespace = schemaname AND relkind IN ('r', 'p') ORDER BY oid LOOP
        PERFORM citus_internal.add_tenant_table(relation, colocation);
    END LOOP;
END $$;

CREATE FUNCTION citus_internal.check_tenant_foreign_keys(tenant regnamespace) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    fk record;
BEGIN
    FOR fk IN
        SELECT c.conrelid, c.confrelid, d.relnamespace AS from_schema, p.relnamespace AS to_schema
        FROM pg_constraint c JOIN pg_class d ON d.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid
        WHERE c.contype = 'f' AND d.relnamespace <> p.relnamespace AND tenant IN (d.relnamespace, p.relnamespace)
    LOOP
        IF fk.from_schema = tenant AND coalesce(citus_internal.kind(fk.confrelid), '') <> 'reference' THEN
            RAISE EXCEPTION 'cannot create foreign key constraint since relations are not colocated or not referencing a reference table'
                USING ERRCODE = '0A000',
                DETAIL = 'A distributed table can only have foreign keys if it is referencing another colocated hash distributed table or a reference table';
        ELSIF fk.to_schema = tenant THEN
            PERFORM citus_internal.refuse_plain_to_distributed();
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION citus_internal.add_tenant_table(relation regclass, colocation integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM pg_dist_shard WHERE logicalrelid = relation;
    DELETE FROM pg_dist_partition WHERE logicalrelid = relation;
    INSERT INTO pg_dist_partition VALUES (relation, 'n', NULL, colocation, 's', false);
    PERFORM citus_internal.add_shards(relation, 1);
END $$;

CREATE FUNCTION pg_catalog.citus_schema_undistribute(schemaname regnamespace) RETURNS void LANGUAGE plpgsql STRICT AS $$
BEGIN
    PERFORM citus_internal.record('citus_schema_undistribute', schemaname::text, VARIADIC ARRAY[]::text[]);
    IF NOT EXISTS (SELECT FROM pg_dist_schema WHERE schemaid = schemaname) THEN
        RAISE EXCEPTION 'schema % is not distributed', schemaname USING ERRCODE = 'XX000';
    END IF;

    PERFORM citus_internal.refuse_identity(oid::regclass) FROM pg_class WHERE relnamespace = schemaname AND relkind IN ('r', 'p');
    DELETE FROM pg_dist_shard WHERE logicalrelid IN (SELECT oid FROM pg_class WHERE relnamespace = schemaname);
    DELETE FROM pg_dist_partition WHERE logicalrelid IN (SELECT oid FROM pg_class WHERE relnamespace = schemaname);
    DELETE FROM pg_dist_schema WHERE schemaid = schemaname;
END $$;

-- A partition for every interval between two times that has none yet; true when it made one.
CREATE FUNCTION pg_catalog.create_time_partitions(
    table_name regclass, partition_interval interval, end_at timestamp with time zone, start_from timestamp with time zone DEFAULT now()) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    class pg_class;
    unit text := CASE
        WHEN partition_interval < interval '1 day' THEN 'hour'
        WHEN partition_interval = interval '1 week' THEN 'week'
        WHEN partition_interval < interval '1 month' THEN 'day'
        WHEN partition_interval = interval '3 months' THEN 'quarter'
        WHEN partition_interval < interval '1 year' THEN 'month'
        ELSE 'year' END;
    pattern text := CASE unit WHEN 'hour' THEN 'YYYY_MM_DD_HH24MI' WHEN 'week' THEN 'IYYY"w"IW' WHEN 'day' THEN 'YYYY_MM_DD' WHEN 'quarter' THEN 'YYYY"q"Q' WHEN 'month' THEN 'YYYY_MM' ELSE 'YYYY' END;
    lower_bound timestamptz;
    made boolean := false;
    partition_name text;
BEGIN
    PERFORM citus_internal.record('create_time_partitions', table_name::text, partition_interval::text);
    SELECT * INTO class FROM pg_class WHERE oid = table_name;
    IF class.relkind <> 'p' THEN
        RAISE EXCEPTION '% is not partitioned', class.relname USING ERRCODE = 'P0001';
    END IF;

    IF start_from >= end_at THEN
        RAISE EXCEPTION 'start_from (%) must be older than end_at (%)', start_from, end_at;
    END IF;

    lower_bound := date_trunc(unit, start_from);
    WHILE lower_bound < end_at LOOP
        partition_name := format('%s_p%s', class.relname, to_char(lower_bound, pattern));
        IF NOT EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = class.relnamespace AND c.relname = partition_name) THEN
            EXECUTE format('CREATE TABLE %s.%I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
                class.relnamespace::regnamespace, partition_name, table_name, lower_bound, lower_bound + partition_interval);
            made := true;
        END IF;

        lower_bound := lower_bound + partition_interval;
    END LOOP;

    RETURN made;
END $$;
