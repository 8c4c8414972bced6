-- What Citus checks before a table becomes one of its own, with its words.

-- A setting of Citus, which PostgreSQL takes as a placeholder; the fallback is Citus's default.
CREATE FUNCTION citus_internal.setting(name text, fallback text) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT coalesce(nullif(current_setting('citus.' || name, true), ''), fallback) $$;

CREATE FUNCTION citus_internal.is_on(name text) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT citus_internal.setting(name, 'on')::boolean $$;

-- A plain table is none; a local table in the metadata is one.
CREATE FUNCTION citus_internal.kind(relation oid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN partmethod = 'h' THEN 'distributed'
        WHEN repmodel = 't' THEN 'reference'
        WHEN colocationid = 0 THEN 'local'
        ELSE 'single' END
    FROM pg_dist_partition WHERE logicalrelid = relation
$$;

CREATE FUNCTION citus_internal.name_of(relation oid) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT relname::text FROM pg_class WHERE oid = relation $$;

-- All tables that foreign keys connect, the first one included.
CREATE FUNCTION citus_internal.connected(relation oid) RETURNS SETOF oid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE reached(id) AS (
        SELECT relation
        UNION
        SELECT CASE WHEN c.conrelid = r.id THEN c.confrelid ELSE c.conrelid END
        FROM reached r JOIN pg_constraint c ON c.contype = 'f' AND r.id IN (c.conrelid, c.confrelid))
    SELECT id FROM reached
$$;

CREATE FUNCTION citus_internal.referenced(relation oid) RETURNS SETOF oid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE reached(id) AS (
        SELECT relation
        UNION
        SELECT c.confrelid FROM reached r JOIN pg_constraint c ON c.contype = 'f' AND c.conrelid = r.id)
    SELECT id FROM reached WHERE id <> relation
$$;

CREATE FUNCTION citus_internal.has_rows(relation regclass) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    answer boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', relation) INTO answer;
    RETURN answer;
END $$;

-- Whether a type can be hashed: it has a default operator class for hash indexes, as what it stands for has.
CREATE FUNCTION citus_internal.is_hashable(type oid) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH RECURSIVE base(id) AS (
        SELECT type
        UNION
        SELECT t.typbasetype FROM base b JOIN pg_type t ON t.oid = b.id WHERE t.typtype = 'd')
    SELECT EXISTS (
        SELECT FROM base b JOIN pg_type t ON t.oid = b.id
        JOIN pg_opclass o ON o.opcdefault AND o.opcmethod = (SELECT oid FROM pg_am WHERE amname = 'hash')
        WHERE o.opcintype = t.oid
            OR (t.typtype = 'e' AND o.opcintype = 'anyenum'::regtype)
            OR (t.typcategory = 'A' AND o.opcintype = 'anyarray'::regtype)
            OR EXISTS (SELECT FROM pg_cast c WHERE c.castsource = t.oid AND c.casttarget = o.opcintype AND c.castmethod = 'b' AND c.castcontext = 'i'))
$$;

CREATE FUNCTION citus_internal.check_relation(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    class pg_class;
BEGIN
    SELECT * INTO class FROM pg_class WHERE oid = relation;
    IF class.relpersistence = 't' THEN
        RAISE EXCEPTION 'cannot distribute a temporary table' USING ERRCODE = '0A000';
    END IF;

    IF class.relkind NOT IN ('r', 'f', 'p') THEN
        RAISE EXCEPTION '% is not a regular, foreign or partitioned table', class.relname USING ERRCODE = '42809';
    END IF;

    IF citus_internal.kind(relation) <> 'local' THEN
        RAISE EXCEPTION 'table "%" is already distributed', class.relname USING ERRCODE = '42P16';
    END IF;

    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = relation AND NOT tgisinternal) THEN
        RAISE EXCEPTION 'cannot distribute relation "%" because it has triggers', class.relname
            USING ERRCODE = 'XX000', HINT = format('Consider dropping all the triggers on "%s" and retry.', class.relname);
    END IF;
END $$;

-- The key's column number.
CREATE FUNCTION citus_internal.check_key(relation regclass, key text) RETURNS smallint LANGUAGE plpgsql AS $$
DECLARE
    attribute pg_attribute;
BEGIN
    SELECT * INTO attribute FROM pg_attribute WHERE attrelid = relation AND attname = key AND attnum > 0 AND NOT attisdropped;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'column "%" of relation "%" does not exist', key, citus_internal.name_of(relation) USING ERRCODE = '42703';
    END IF;

    IF NOT citus_internal.is_hashable(attribute.atttypid) THEN
        RAISE EXCEPTION 'data type % has no default operator class for specified partition method', format_type(attribute.atttypid, NULL)
            USING ERRCODE = '42704', DETAIL = 'Partition column types must have a default operator class defined.';
    END IF;

    IF attribute.attgenerated = 's' THEN
        RAISE EXCEPTION 'cannot distribute relation: %', citus_internal.name_of(relation)
            USING ERRCODE = '0A000', DETAIL = 'Distribution column must not use GENERATED ALWAYS AS (...) STORED.';
    END IF;

    RETURN attribute.attnum;
END $$;

-- Keys, unique indexes and exclusion constraints hold the key; INCLUDE columns count as Citus counts them.
CREATE FUNCTION citus_internal.check_uniqueness(relation regclass, key smallint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF key IS NOT NULL AND EXISTS (
        SELECT FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'x'
        WHERE i.indrelid = relation AND (i.indisunique OR i.indisexclusion)
            AND (NOT key = ANY (i.indkey::smallint[])
                OR (c.oid IS NOT NULL AND NOT EXISTS (
                    SELECT FROM unnest(c.conkey, c.conexclop) AS x(attribute, operator) JOIN pg_operator o ON o.oid = x.operator
                    WHERE x.attribute = key AND o.oprname = '=')))) THEN
        RAISE EXCEPTION 'cannot create constraint on "%"', citus_internal.name_of(relation)
            USING ERRCODE = '0A000',
            DETAIL = 'Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not include the partition column (with an equality operator if EXCLUDE).';
    END IF;
END $$;

-- The table's own foreign keys, as those of a table of the given kind, group and key.
CREATE FUNCTION citus_internal.check_foreign_keys(relation regclass, as_kind text, as_group integer, as_key smallint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    fk pg_constraint;
    principal record;
    at integer;
    plain boolean := as_kind IN ('reference', 'local');
BEGIN
    FOR fk IN SELECT * FROM pg_constraint WHERE conrelid = relation AND contype = 'f' ORDER BY oid LOOP
        IF fk.confrelid = relation THEN
            SELECT as_kind AS kind, as_group AS colocation, as_key AS key INTO principal;
        ELSE
            SELECT citus_internal.kind(fk.confrelid) AS kind, p.colocationid AS colocation, citus_internal.key_attribute(p.partkey) AS key
            INTO principal FROM pg_dist_partition p WHERE p.logicalrelid = fk.confrelid;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'referenced table "%" must be a distributed table or a reference table', citus_internal.name_of(fk.confrelid)
                    USING ERRCODE = '42P16',
                    DETAIL = 'To enforce foreign keys, the referencing and referenced rows need to be stored on the same node.',
                    HINT = format('You could use SELECT create_reference_table(''%s'') to replicate the referenced table to all nodes or consider dropping the foreign key', citus_internal.name_of(fk.confrelid));
            END IF;
        END IF;

        IF plain AND principal.kind IN ('reference', 'local') THEN
            IF as_kind = 'reference' AND principal.kind = 'local' AND (fk.confdeltype NOT IN ('a', 'r') OR fk.confupdtype NOT IN ('a', 'r')) THEN
                RAISE EXCEPTION 'cannot define foreign key constraint, foreign keys from reference tables to local tables can only be defined with NO ACTION or RESTRICT behaviors'
                    USING ERRCODE = '0A000',
                    HINT = format('You could use SELECT create_reference_table(''%s'') to replicate the referenced table to all nodes or consider dropping the foreign key', citus_internal.name_of(fk.confrelid));
            END IF;

            CONTINUE;
        END IF;

        IF plain THEN
            PERFORM citus_internal.refuse_plain_to_distributed();
        END IF;

        IF principal.kind <> 'reference' AND principal.colocation IS DISTINCT FROM as_group THEN
            RAISE EXCEPTION 'cannot create foreign key constraint since relations are not colocated or not referencing a reference table'
                USING ERRCODE = '0A000',
                DETAIL = 'A distributed table can only have foreign keys if it is referencing another colocated hash distributed table or a reference table';
        END IF;

        at := array_position(fk.conkey, as_key);
        IF as_key IS NOT NULL AND at IS NOT NULL THEN
            IF fk.confdeltype IN ('n', 'd') THEN
                RAISE EXCEPTION 'cannot create foreign key constraint' USING ERRCODE = '0A000',
                    DETAIL = 'SET NULL or SET DEFAULT is not supported in ON DELETE operation when distribution key is included in the foreign key constraint';
            END IF;

            IF fk.confupdtype IN ('n', 'd', 'c') THEN
                RAISE EXCEPTION 'cannot create foreign key constraint' USING ERRCODE = '0A000',
                    DETAIL = 'SET NULL, SET DEFAULT or CASCADE is not supported in ON UPDATE operation when distribution key included in the foreign constraint.';
            END IF;
        END IF;

        IF principal.kind = 'distributed' AND (at IS NULL OR fk.confkey[at] IS DISTINCT FROM principal.key) THEN
            RAISE EXCEPTION 'cannot create foreign key constraint' USING ERRCODE = '0A000',
                DETAIL = 'Foreign keys are supported in two cases, either in between two colocated tables including partition column in the same ordinal in the both tables or from distributed to reference tables';
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION citus_internal.refuse_plain_to_distributed() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'cannot create foreign key constraint since foreign keys from reference tables and local tables to distributed tables are not supported'
        USING ERRCODE = '0A000',
        DETAIL = 'Reference tables and local tables can only have foreign keys to reference tables and local tables';
END $$;

-- A table with rows is copied over parallel connections, which can't follow a reference table touched in the same transaction.
CREATE FUNCTION citus_internal.check_connections(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    touched text := coalesce(current_setting('citus_stand_in.touched_references', true), '');
    reference oid;
BEGIN
    IF citus_internal.setting('multi_shard_modify_mode', 'parallel') = 'sequential' OR NOT citus_internal.has_rows(relation)
        OR EXISTS (SELECT FROM pg_constraint WHERE conrelid = relation AND contype = 'f' AND citus_internal.kind(confrelid) = 'reference') THEN
        RETURN;
    END IF;

    SELECT r INTO reference FROM citus_internal.referenced(relation) r WHERE r::text = ANY (string_to_array(touched, ',')) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'cannot execute parallel DDL on table "%" after DDL command on reference table "%" because there is a foreign key between them and "%" has been accessed in this transaction',
            citus_internal.name_of(relation), citus_internal.name_of(reference), citus_internal.name_of(reference)
            USING ERRCODE = 'XX000',
            DETAIL = 'When there is a foreign key to a reference table, Citus needs to perform all operations over a single connection per node to ensure consistency.',
            HINT = 'Try re-running the transaction with "SET LOCAL citus.multi_shard_modify_mode TO ''sequential'';"';
    END IF;
END $$;
