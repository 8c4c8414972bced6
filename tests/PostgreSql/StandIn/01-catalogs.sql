-- What stands in for Citus on a plain PostgreSQL: the catalogs, views and types with the names, columns and places that
-- Citus 13.2 gives them, filled by the functions of the other files. Rows stay in the one plain table.
SET allow_system_table_mods = on;

CREATE SCHEMA citus;
CREATE SCHEMA citus_internal;

-- So that "is the extension there?" is answered as on a cluster.
INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
SELECT pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'), 'citus', r.oid, 'pg_catalog'::regnamespace, false, '13.2-1'
FROM pg_roles r WHERE r.rolname = current_user;

CREATE TYPE citus.distribution_type AS ENUM ('hash', 'range', 'append');
CREATE TYPE citus.shard_transfer_mode AS ENUM ('auto', 'force_logical', 'block_writes');

CREATE TABLE pg_catalog.pg_dist_partition (
    logicalrelid regclass NOT NULL,
    partmethod "char" NOT NULL,
    partkey text,
    colocationid integer NOT NULL DEFAULT 0,
    repmodel "char" NOT NULL DEFAULT 'c',
    autoconverted boolean DEFAULT false);
CREATE UNIQUE INDEX pg_dist_partition_logical_relid_index ON pg_catalog.pg_dist_partition (logicalrelid);

CREATE TABLE pg_catalog.pg_dist_colocation (
    colocationid integer NOT NULL PRIMARY KEY,
    shardcount integer NOT NULL,
    replicationfactor integer NOT NULL,
    distributioncolumntype oid NOT NULL,
    distributioncolumncollation oid NOT NULL);

CREATE TABLE pg_catalog.pg_dist_schema (schemaid oid NOT NULL PRIMARY KEY, colocationid integer NOT NULL UNIQUE);

CREATE TABLE pg_catalog.pg_dist_shard (
    logicalrelid regclass NOT NULL,
    shardid bigint NOT NULL,
    shardstorage "char" NOT NULL,
    shardminvalue text,
    shardmaxvalue text);

CREATE SEQUENCE citus_internal.colocation_ids START 2;
CREATE SEQUENCE citus_internal.shard_ids START 102008;

-- The reference tables' group is there from the start.
INSERT INTO pg_dist_colocation VALUES (1, 1, -1, 0, 0);

CREATE FUNCTION pg_catalog.citus_version() RETURNS text LANGUAGE sql STABLE STRICT AS
$$ SELECT 'Citus 13.2.2 (objects that stand in for it on a plain PostgreSQL)' $$;

-- Citus keeps the key as a node tree; its attribute number is what matters here.
CREATE FUNCTION citus_internal.key_text(attribute smallint, type oid) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT format('{VAR :varno 1 :varattno %s :vartype %s}', attribute, type) $$;

CREATE FUNCTION citus_internal.key_attribute(key text) RETURNS smallint LANGUAGE sql IMMUTABLE AS
$$ SELECT substring(key FROM ':varattno (\d+)')::smallint $$;

CREATE FUNCTION citus_internal.key_type(key text) RETURNS oid LANGUAGE sql IMMUTABLE AS
$$ SELECT substring(key FROM ':vartype (\d+)')::oid $$;

CREATE FUNCTION pg_catalog.column_to_column_name(table_name regclass, column_var_text text) RETURNS text LANGUAGE sql STABLE STRICT AS
$$ SELECT attname::text FROM pg_attribute WHERE attrelid = table_name AND attnum = citus_internal.key_attribute(column_var_text) $$;

CREATE VIEW public.citus_tables AS
SELECT p.logicalrelid AS table_name,
    CASE
        WHEN p.colocationid IN (SELECT colocationid FROM pg_dist_schema) THEN 'schema'
        WHEN p.partkey IS NOT NULL THEN 'distributed'
        WHEN p.repmodel = 't' THEN 'reference'
        WHEN p.colocationid = 0 THEN 'local'
        ELSE 'distributed'
    END AS citus_table_type,
    coalesce(column_to_column_name(p.logicalrelid, p.partkey), '<none>') AS distribution_column,
    p.colocationid AS colocation_id,
    pg_size_pretty(pg_table_size(p.logicalrelid)) AS table_size,
    (SELECT count(*) FROM pg_dist_shard s WHERE s.logicalrelid = p.logicalrelid) AS shard_count,
    pg_get_userbyid(c.relowner) AS table_owner,
    a.amname AS access_method
FROM pg_dist_partition p
JOIN pg_class c ON c.oid = p.logicalrelid
LEFT JOIN pg_am a ON a.oid = c.relam
ORDER BY p.logicalrelid::text;

CREATE VIEW public.citus_schemas AS
SELECT s.schemaid::regnamespace AS schema_name,
    s.colocationid AS colocation_id,
    '0 bytes'::text AS schema_size,
    pg_get_userbyid(n.nspowner) AS schema_owner
FROM pg_dist_schema s JOIN pg_namespace n ON n.oid = s.schemaid
ORDER BY s.schemaid::regnamespace;

GRANT SELECT ON pg_catalog.pg_dist_partition, pg_catalog.pg_dist_colocation, pg_catalog.pg_dist_schema, pg_catalog.pg_dist_shard,
    public.citus_tables, public.citus_schemas TO PUBLIC;

-- Every call of a function, in order, for tests that want to see them.
CREATE TABLE citus_internal.calls (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    function text NOT NULL,
    relation text NOT NULL,
    arguments text NOT NULL);

CREATE FUNCTION citus_internal.record(called text, relation text, VARIADIC arguments text[]) RETURNS void LANGUAGE sql AS
$$ INSERT INTO citus_internal.calls (function, relation, arguments)
   VALUES (called, relation, (SELECT coalesce(string_agg(coalesce(quote_literal(a), 'NULL'), ', '), '') FROM unnest(arguments) a)) $$;
