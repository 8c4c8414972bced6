using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading.Types;

/// <summary>Questions about types that PostgreSQL's operator resolution asks (<c>pg_type.typcategory</c>).</summary>
internal static class TypeKinds
{
    public static bool IsInteger(SqlType type) => type.Name is "int2" or "int4" or "int8";

    public static bool IsFloat(SqlType type) => type.Name is "float4" or "float8";

    public static bool IsNumber(SqlType type) => IsInteger(type) || IsFloat(type) || type.Name is "numeric" or "oid" or "money";

    public static bool IsString(SqlType type) => type.Name is "text" or "varchar" or "bpchar" or "name" or "citext";

    public static bool IsDate(SqlType type) => type.Name is "date" or "timestamp" or "timestamptz" or "time" or "timetz" or "interval";

    public static bool IsJson(SqlType type) => type.Name is "json" or "jsonb";

    /// <summary>How far up the chain of implicit numeric casts a type stands.</summary>
    public static int NumberRank(SqlType type) => type.Name switch
    {
        "int2" => 1,
        "int4" => 2,
        "int8" => 3,
        "numeric" => 4,
        "float4" => 5,
        "float8" => 6,
        _ => 0,
    };

    /// <summary>The type both can become, by <c>select_common_type</c>; unknown literals go with the other, all of them become text.</summary>
    public static SqlType Common(SqlType left, SqlType right)
    {
        if (left.IsUnknown || left.Name == right.Name)
        {
            return left.IsUnknown ? right : left;
        }

        if (right.IsUnknown)
        {
            return left;
        }

        if (NumberRank(left) is > 0 and var l && NumberRank(right) is > 0 and var r)
        {
            return l >= r ? left : right;
        }

        if (IsString(left) && IsString(right))
        {
            return left.Name == "text" || right.Name == "text" ? SqlType.Text : left;
        }

        if (IsDate(left) && IsDate(right))
        {
            return DateRank(left) >= DateRank(right) ? left : right;
        }

        return left;
    }

    private static int DateRank(SqlType type) => type.Name switch
    {
        "time" or "date" => 1,
        "timetz" or "timestamp" => 2,
        "timestamptz" => 3,
        _ => 0,
    };
}
