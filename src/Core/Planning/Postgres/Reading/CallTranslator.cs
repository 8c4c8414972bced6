using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Reading;

/// <summary>Finds functions and the types of their results.</summary>
internal sealed class CallTranslator
{
    public PgExpr Function(FuncExpr call, ImmutableArray<PgExpr> args)
    {
        var name = call.Name.StartsWith("pg_catalog.", System.StringComparison.Ordinal) ? call.Name.Substring(11) : call.Name;
        if (name == "grouping")
        {
            return new PgForm(PgFormKind.GroupingFunc, SqlType.Int4, args) { At = call.At };
        }

        var traits = PgFunctions.Find(name, args.Length);
        if (call.Volatility is { } volatility)
        {
            traits = traits with { Volatility = volatility };
        }
        else if (DependsOnZone(name, args))
        {
            traits = traits with { Volatility = Volatility.Stable };
        }

        var first = args.IsEmpty ? SqlType.Unknown : args[0].Type;
        var type = traits.Result switch
        {
            null => name == "date_trunc" && args.Length > 1 ? args[1].Type : first,
            "unknown" => call.Type,
            "element" => first.Element() ?? SqlType.Unknown,
            _ => new SqlType(traits.Result),
        };
        if (name == "timezone" && args.Length == 2 && args[1].Type.Name == "timestamp")
        {
            type = SqlType.TimestampTz;
        }

        return new PgFunc(name, traits, type, args) { At = call.At };
    }

    /// <summary>These are immutable over plain timestamps and stable over zoned ones.</summary>
    private static bool DependsOnZone(string name, ImmutableArray<PgExpr> args)
    {
        if (name is not ("extract" or "date_part" or "date_trunc" or "generate_series" or "age"))
        {
            return false;
        }

        foreach (var arg in args)
        {
            if (arg.Type.Name == "timestamptz")
            {
                return true;
            }
        }

        return false;
    }

    public static SqlType AggregateType(string name, ImmutableArray<PgExpr> args)
    {
        var first = args.IsEmpty ? SqlType.Unknown : args[0].Type;
        return name switch
        {
            "count" => SqlType.Int8,
            "sum" => first.Name switch { "int2" or "int4" => SqlType.Int8, "int8" => SqlType.Numeric, _ => first },
            "avg" => first.Name is "float4" or "float8" ? SqlType.Float8 : first.Name == "interval" ? first : SqlType.Numeric,
            "array_agg" => first.ArrayOf(),
            "json_agg" or "json_object_agg" => new SqlType("json"),
            "jsonb_agg" or "jsonb_object_agg" => SqlType.Jsonb,
            "stddev" or "stddev_samp" or "stddev_pop" or "variance" or "var_samp" or "var_pop" => first.Name is "float4" or "float8" ? SqlType.Float8 : SqlType.Numeric,
            "corr" or "covar_pop" or "covar_samp" or "regr_slope" or "regr_intercept" or "regr_r2" => SqlType.Float8,
            "percentile_cont" => SqlType.Float8,
            _ => first,
        };
    }

    public static SqlType WindowType(string name, ImmutableArray<PgExpr> args) => name switch
    {
        "row_number" or "rank" or "dense_rank" => SqlType.Int8,
        "ntile" => SqlType.Int4,
        "percent_rank" or "cume_dist" => SqlType.Float8,
        _ => args.IsEmpty ? SqlType.Unknown : args[0].Type,
    };
}
