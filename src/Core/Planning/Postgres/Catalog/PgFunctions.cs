using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Catalog;

/// <summary>PostgreSQL's functions that applications call: volatility, strictness, result (<c>pg_proc.dat</c>).</summary>
internal static class PgFunctions
{
    public static PgFunctionTraits Find(string name, int arguments)
    {
        var plain = name.StartsWith("pg_catalog.", StringComparison.Ordinal) ? name.Substring("pg_catalog.".Length) : name;
        if (plain == "date_trunc")
        {
            return Known[plain] with { Volatility = arguments == 3 ? Volatility.Stable : Known[plain].Volatility };
        }

        return Known.TryGetValue(plain, out var traits) ? traits : PgFunctionTraits.Unknown;
    }

    /// <summary>The comparison that a function stands for, as the operators of the common types name theirs (<c>int4eq</c>, <c>text_lt</c>); null for others.</summary>
    public static PgStrategy? ComparisonOf(string name)
    {
        if (!Comparisons.Contains(name))
        {
            return null;
        }

        return name.Substring(name.Length - 2) switch
        {
            "eq" => PgStrategy.Equal,
            "ne" => PgStrategy.NotEqual,
            "lt" => PgStrategy.Less,
            "le" => PgStrategy.LessEqual,
            "gt" => PgStrategy.Greater,
            _ => PgStrategy.GreaterEqual,
        };
    }

    private static readonly HashSet<string> Comparisons = new(
        from type in new[] { "int2", "int4", "int8", "int24", "int42", "int28", "int82", "int48", "int84", "float4", "float8", "bool", "text", "text_", "uuid_", "date_", "numeric_", "timestamp_", "timestamptz_", "name" }
        from comparison in new[] { "eq", "ne", "lt", "le", "gt", "ge" }
        select type + comparison,
        StringComparer.Ordinal);

    public static bool IsAggregateName(string name) => AggregateNames.Contains(name);

    private static readonly HashSet<string> AggregateNames = new(StringComparer.Ordinal)
    {
        "count", "sum", "avg", "min", "max", "array_agg", "string_agg", "json_agg", "jsonb_agg", "bool_and", "bool_or", "every",
    };

    private static readonly Dictionary<string, PgFunctionTraits> Known = Build();

    private static Dictionary<string, PgFunctionTraits> Build()
    {
        var all = new Dictionary<string, PgFunctionTraits>(StringComparer.Ordinal);

        void Add(Volatility volatility, bool strict, string? result, string names, bool set = false)
        {
            foreach (var name in names.Split(' '))
            {
                all[name] = new PgFunctionTraits(volatility, strict, set) { Result = result };
            }
        }

        const Volatility immutable = Volatility.Immutable;
        const Volatility stable = Volatility.Stable;
        const Volatility @volatile = Volatility.Volatile;
        Add(immutable, true, "text", "lower upper initcap trim btrim ltrim rtrim substring substr left right replace repeat reverse translate lpad rpad overlay split_part md5 chr regexp_replace regexp_substr to_hex encode quote_ident quote_literal ascii_text normalize unistr");
        Add(immutable, true, "int4", "length char_length character_length octet_length bit_length strpos position ascii array_length array_lower array_upper cardinality array_ndims array_position jsonb_array_length json_array_length regexp_count regexp_instr hashtext hashint4 hashint8 num_nonnulls scale width_bucket levenshtein");
        Add(immutable, true, "bool", "starts_with like notlike isfinite jsonb_exists jsonb_exists_any jsonb_exists_all jsonb_path_exists jsonb_path_match regexp_like overlaps textlike");
        Add(immutable, true, "bool", string.Join(" ", Comparisons));
        Add(immutable, true, null, "abs ceil ceiling floor round trunc mod div gcd lcm sign array_remove_");
        Add(immutable, true, "float8", "sqrt cbrt exp ln log log10 power pow degrees radians pi sin cos tan asin acos atan atan2 sinh cosh tanh similarity");
        Add(immutable, true, "bytea", "decode sha224 sha256 sha384 sha512 convert_to");
        Add(immutable, true, "numeric", "extract date_part_ to_number factorial");
        Add(stable, true, "float8", "date_part");
        Add(stable, true, "timestamptz", "to_timestamp");
        Add(stable, true, null, "date_trunc");
        Add(immutable, true, "interval", "age_ justify_days justify_hours justify_interval make_interval");
        Add(stable, true, "interval", "age");
        Add(immutable, true, "timestamp", "make_timestamp date_bin");
        Add(immutable, true, "date", "make_date");
        Add(immutable, true, "time", "make_time");
        Add(stable, true, "timestamptz", "make_timestamptz");
        Add(immutable, true, "timestamp", "timezone");
        Add(stable, true, "text", "to_char convert_from pg_typeof_ format_type current_setting");
        Add(stable, false, "text", "concat concat_ws format");
        Add(stable, true, "date", "to_date");
        Add(stable, false, "timestamptz", "now transaction_timestamp statement_timestamp current_timestamp");
        Add(stable, false, "date", "current_date");
        Add(stable, false, "timestamp", "localtimestamp");
        Add(stable, false, "timetz", "current_time");
        Add(stable, false, "time", "localtime");
        Add(stable, false, "name", "current_user session_user user current_role current_database current_schema current_catalog version");
        Add(@volatile, false, "timestamptz", "clock_timestamp");
        Add(@volatile, false, "text", "timeofday");
        Add(@volatile, false, "float8", "random random_normal");
        Add(@volatile, true, null, "setseed");
        Add(@volatile, true, "uuid", "gen_random_uuid uuid_generate_v4 uuid_generate_v1 uuidv7 uuidv4");
        Add(@volatile, true, "int8", "nextval currval lastval setval pg_advisory_lock txid_current");
        Add(@volatile, true, "void", "pg_sleep pg_sleep_for pg_notify");
        Add(immutable, false, "text[]", "string_to_array regexp_match regexp_split_to_array");
        Add(immutable, false, null, "array_append array_prepend_ array_cat array_remove array_replace trim_array");
        Add(stable, true, "text", "array_to_string");
        Add(immutable, true, "jsonb", "jsonb_set jsonb_insert jsonb_extract_path jsonb_strip_nulls jsonb_object jsonb_path_query_first jsonb_path_query_array");
        Add(immutable, true, "json", "json_extract_path json_object json_strip_nulls");
        Add(immutable, true, "text", "jsonb_extract_path_text json_extract_path_text jsonb_typeof json_typeof jsonb_pretty");
        Add(stable, true, "jsonb", "to_jsonb");
        Add(stable, true, "json", "to_json row_to_json array_to_json");
        Add(stable, false, "jsonb", "jsonb_build_object jsonb_build_array");
        Add(stable, false, "json", "json_build_object json_build_array");
        Add(immutable, true, "tsvector", "to_tsvector setweight strip");
        Add(immutable, true, "tsquery", "to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery");
        Add(immutable, true, "float4", "ts_rank ts_rank_cd");
        Add(immutable, true, "text", "ts_headline");
        Add(stable, false, "regtype", "pg_typeof");
        Add(immutable, false, "int4", "num_nulls");
        Add(immutable, true, "uuid", "uuid");
        Add(immutable, true, "text", "text");
        Add(immutable, true, "int8", "int8 hashtextextended");
        Add(immutable, true, "int4", "int4");
        Add(immutable, true, null, "lower_inc upper_inc isempty numrange int4range int8range daterange tsrange tstzrange range_merge");
        Add(immutable, true, null, "generate_series", true);
        Add(immutable, true, "int4", "generate_subscripts", true);
        Add(immutable, true, "element", "unnest", true);
        Add(immutable, true, "text", "regexp_split_to_table string_to_table jsonb_object_keys json_object_keys jsonb_array_elements_text json_array_elements_text regexp_matches", true);
        Add(immutable, true, "jsonb", "jsonb_array_elements jsonb_path_query", true);
        Add(immutable, true, "json", "json_array_elements", true);
        Add(immutable, true, "record", "jsonb_each jsonb_each_text json_each json_each_text", true);
        Add(stable, true, "record", "jsonb_to_recordset json_to_recordset jsonb_to_record json_to_record jsonb_populate_recordset jsonb_populate_record json_populate_recordset json_populate_record", true);
        Add(@volatile, true, "record", "read_intermediate_result", true);
        return all;
    }
}
