using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading.Types;

/// <summary>What parse analysis must know of PostgreSQL's and Citus's functions: which are aggregates, and what they return.</summary>
internal static class Functions
{
    private static readonly HashSet<string> Aggregates = new(Words("""
        count sum avg min max array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg json_agg_strict
        jsonb_agg_strict json_objectagg json_arrayagg bool_and bool_or every bit_and bit_or bit_xor stddev stddev_pop
        stddev_samp variance var_pop var_samp corr covar_pop covar_samp regr_avgx regr_avgy regr_count regr_intercept
        regr_r2 regr_slope regr_sxx regr_sxy regr_syy percentile_cont percentile_disc mode xmlagg range_agg
        range_intersect_agg any_value hll_add_agg hll_union_agg topn_add_agg topn_union_agg tdigest
        tdigest_percentile
        """));

    private static readonly Dictionary<string, SqlType> Results = Types("""
        count=int8 row_number=int8 rank=int8 dense_rank=int8 ntile=int4 percent_rank=float8 cume_dist=float8
        length=int4 char_length=int4 character_length=int4 octet_length=int4 bit_length=int4 strpos=int4 position=int4
        ascii=int4 lower=text upper=text initcap=text substr=text replace=text btrim=text ltrim=text
        rtrim=text concat=text concat_ws=text left=text right=text lpad=text rpad=text reverse=text repeat=text
        split_part=text translate=text md5=text format=text quote_ident=text quote_literal=text to_char=text chr=text
        to_hex=text regexp_replace=text regexp_substr=text string_agg=text similar_to_escape=text like_escape=text
        regexp_count=int4 regexp_instr=int4 regexp_match=text[] string_to_array=text[] regexp_split_to_array=text[]
        array_to_string=text json_extract_path_text=text jsonb_extract_path_text=text
        to_date=date to_timestamp=timestamptz now=timestamptz current_timestamp=timestamptz clock_timestamp=timestamptz
        statement_timestamp=timestamptz transaction_timestamp=timestamptz localtimestamp=timestamp current_date=date
        current_time=timetz localtime=time make_date=date make_timestamp=timestamp make_timestamptz=timestamptz
        make_interval=interval age=interval justify_days=interval justify_hours=interval
        date_part=float8 extract=numeric random=float8 gen_random_uuid=uuid uuid_generate_v4=uuid uuidv4=uuid uuidv7=uuid
        sqrt=float8 cbrt=float8 pi=float8 to_number=numeric
        current_user=name session_user=name current_role=name user=name current_catalog=name system_user=text
        current_database=name current_schema=name version=text current_setting=text set_config=text pg_backend_pid=int4
        bool_and=bool bool_or=bool every=bool starts_with=bool isfinite=bool overlaps=bool regexp_like=bool
        jsonb_exists=bool jsonb_path_exists=bool jsonb_path_match=bool pg_try_advisory_lock=bool
        to_json=json to_jsonb=jsonb row_to_json=json json_build_object=json jsonb_build_object=jsonb json_build_array=json
        jsonb_build_array=jsonb json_agg=json jsonb_agg=jsonb json_object_agg=json jsonb_object_agg=jsonb jsonb_set=jsonb
        jsonb_insert=jsonb jsonb_strip_nulls=jsonb jsonb_path_query_first=jsonb jsonb_path_query_array=jsonb
        jsonb_array_length=int4 json_array_length=int4 array_length=int4 array_upper=int4 array_lower=int4 cardinality=int4
        array_position=int4 array_ndims=int4 jsonb_typeof=text json_typeof=text nextval=int8 currval=int8 lastval=int8
        to_tsvector=tsvector to_tsquery=tsquery plainto_tsquery=tsquery websearch_to_tsquery=tsquery ts_rank=float4
        encode=text decode=bytea digest=bytea sha256=bytea grouping=int4 hashtext=int4 hashtextextended=int8
        generate_series=int4 jsonb_array_elements=jsonb jsonb_array_elements_text=text json_array_elements=json
        json_array_elements_text=text jsonb_object_keys=text json_object_keys=text regexp_split_to_table=text
        string_to_table=text corr=float8 pg_sleep=void pg_typeof=regtype txid_current=int8 mod=int4
        """);

    /// <summary>Functions whose result has their first argument's type.</summary>
    private static readonly HashSet<string> SameAsArgument = new(Words("""
        min max lag lead first_value last_value nth_value abs any_value mode percentile_disc nullif array_append
        array_remove array_replace array_cat date_bin bit_and bit_or bit_xor reverse array_reverse generate_series
        """));

    public static bool IsAggregate(string name) => Aggregates.Contains(name);

    public static SqlType Result(string name, ImmutableArray<Expr> args)
    {
        var first = args.Length > 0 ? args[0].Type : SqlType.Unknown;
        return name switch
        {
            _ when args.Length > 0 && SameAsArgument.Contains(name) => first,
            "sum" => first.Name switch { "int2" or "int4" => SqlType.Int8, "int8" => SqlType.Numeric, _ => first },
            "avg" or "stddev" or "variance" or "stddev_pop" or "stddev_samp" or "var_pop" or "var_samp" =>
                first.Name == "interval" ? first : TypeKinds.IsFloat(first) ? SqlType.Float8 : SqlType.Numeric,
            "percentile_cont" => SqlType.Float8,
            "array_agg" => first.IsUnknown ? first : first.IsArray ? first : first.ArrayOf(),
            "unnest" => first.Element() ?? SqlType.Unknown,
            "round" or "ceil" or "ceiling" or "floor" or "trunc" or "sign" or "power" or "pow" or "exp" or "ln" or "log" =>
                args.Length == 2 || first.Name == "numeric" ? SqlType.Numeric : SqlType.Float8,
            "mod" or "div" or "gcd" or "lcm" => args.Length == 2 ? TypeKinds.Common(first, args[1].Type) : first,
            "date_trunc" => args.Length > 1 ? Truncated(args[1].Type) : SqlType.Unknown,
            "timezone" => args.Length == 2 ? Zoned(args[1].Type) : Zoned(first),
            "substring" or "overlay" => first.Name == "bytea" ? first : SqlType.Text,
            "array_prepend" => args.Length == 2 ? args[1].Type : SqlType.Unknown,
            "age" or _ => Results.TryGetValue(name, out var type) ? type : SqlType.Unknown,
        };
    }

    /// <summary>The argument types a function forces on untyped literals; unknown where it takes any.</summary>
    public static SqlType Argument(string name, int index) => (name, index) switch
    {
        ("date_trunc" or "date_part" or "extract" or "timezone" or "to_char", _) when index == (name == "to_char" ? 1 : 0) => SqlType.Text,
        ("lower" or "upper" or "length" or "replace" or "concat" or "btrim" or "ltrim" or "rtrim" or "strpos" or "left" or "right" or "split_part" or "md5", 0) => SqlType.Text,
        _ => SqlType.Unknown,
    };

    /// <summary>The output columns of functions in FROM that have named ones.</summary>
    public static ImmutableArray<string> Columns(string name) => name switch
    {
        "jsonb_array_elements" or "json_array_elements" or "jsonb_array_elements_text" or "json_array_elements_text" => ["value"],
        "jsonb_each" or "json_each" or "jsonb_each_text" or "json_each_text" => ["key", "value"],
        _ => ImmutableArray<string>.Empty,
    };

    private static SqlType Truncated(SqlType type) => type.Name == "date" ? SqlType.TimestampTz : type;

    private static SqlType Zoned(SqlType type) => type.Name switch
    {
        "timestamptz" => SqlType.Timestamp,
        "timestamp" or "date" => SqlType.TimestampTz,
        _ => type,
    };

    private static string[] Words(string text) => text.Split([' ', '\n', '\r'], System.StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, SqlType> Types(string text)
    {
        var types = new Dictionary<string, SqlType>();
        foreach (var pair in Words(text))
        {
            var at = pair.IndexOf('=');
            types[pair.Substring(0, at)] = new SqlType(pair.Substring(at + 1));
        }

        return types;
    }
}
