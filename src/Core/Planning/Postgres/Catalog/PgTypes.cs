using System;
using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Catalog;

/// <summary>What <c>pg_type</c>, <c>pg_cast</c> and <c>pg_opfamily</c> say of the built-in types.</summary>
internal static class PgTypes
{
    private static readonly Dictionary<string, int> NumericRank = new(StringComparer.Ordinal)
    {
        ["int2"] = 1, ["int4"] = 2, ["int8"] = 3, ["numeric"] = 4, ["float4"] = 5, ["float8"] = 6,
    };

    private static readonly Dictionary<string, string> Families = new(StringComparer.Ordinal)
    {
        ["int2"] = "integer_ops", ["int4"] = "integer_ops", ["int8"] = "integer_ops",
        ["float4"] = "float_ops", ["float8"] = "float_ops",
        ["date"] = "datetime_ops", ["timestamp"] = "datetime_ops", ["timestamptz"] = "datetime_ops",
        ["text"] = "text_ops", ["varchar"] = "text_ops", ["name"] = "text_ops",
        ["inet"] = "network_ops", ["cidr"] = "network_ops",
    };

    /// <summary>Types without a btree order, and so without a usable equality.</summary>
    private static readonly HashSet<string> Unordered = new(StringComparer.Ordinal)
    {
        "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "xid", "cid", "jsonpath", "geometry", "geography",
    };

    public static bool IsNumber(SqlType type) => NumericRank.ContainsKey(type.Name);

    public static bool IsInteger(SqlType type) => type.Name is "int2" or "int4" or "int8";

    public static bool IsText(SqlType type) => type.Name is "text" or "varchar" or "bpchar" or "name" or "citext";

    public static bool IsDateTime(SqlType type) => type.Name is "date" or "timestamp" or "timestamptz";

    /// <summary>The btree family that compares the type.</summary>
    public static string? FamilyOf(SqlType type)
    {
        if (type.IsArray)
        {
            return "array_ops";
        }

        if (Unordered.Contains(type.Name))
        {
            return null;
        }

        return Families.TryGetValue(type.Name, out var family) ? family : type.Name + "_ops";
    }

    /// <summary>The type both sides of a comparison are brought to; each its own where a family compares them as they are.</summary>
    public static (SqlType Left, SqlType Right) Comparable(SqlType left, SqlType right)
    {
        if (left.IsUnknown && right.IsUnknown)
        {
            return (SqlType.Text, SqlType.Text);
        }

        if (left.IsUnknown)
        {
            return (Base(right), Base(right));
        }

        if (right.IsUnknown)
        {
            return (Base(left), Base(left));
        }

        if (NumericRank.TryGetValue(left.Name, out var first) && NumericRank.TryGetValue(right.Name, out var second))
        {
            if (first <= 3 && second <= 3)
            {
                return (left, right);
            }

            if (first >= 5 && second >= 5)
            {
                return (left, right);
            }

            var widest = first >= 5 || second >= 5 ? SqlType.Float8 : SqlType.Numeric;
            return (widest, widest);
        }

        if (IsDateTime(left) && IsDateTime(right))
        {
            return (left, right);
        }

        if (IsText(left) && IsText(right))
        {
            return left.Name == "bpchar" && right.Name == "bpchar" || left.Name == "citext" && right.Name == "citext" ? (left, right) : (SqlType.Text, SqlType.Text);
        }

        return (left, right);
    }

    /// <summary>The type its comparisons are declared for: varchar's are text's.</summary>
    public static SqlType Base(SqlType type) => type.Name switch
    {
        "varchar" => SqlType.Text,
        "cidr" => new SqlType("inet"),
        _ => type.Modifier is null ? type : new SqlType(type.Name),
    };

    /// <summary>Whether a cast changes no bytes.</summary>
    public static bool IsBinaryCoercible(SqlType from, SqlType to) =>
        from.Name == to.Name
        || (from.Name is "varchar" or "text" && to.Name is "varchar" or "text" or "bpchar" && to.Name != "bpchar")
        || (from.Name == "cidr" && to.Name == "inet")
        || (from.IsArray && to.IsArray && from.Element() is { } source && to.Element() is { } target && IsBinaryCoercible(source, target));

    /// <summary>Casts that depend on settings (<c>pg_proc.provolatile</c>).</summary>
    public static Volatility CastVolatility(SqlType from, SqlType to)
    {
        var zoned = from.Name is "timestamptz" or "timetz" != to.Name is "timestamptz" or "timetz";
        if (zoned && (IsDateTime(from) || from.Name is "time" or "timetz" || IsText(from) || from.IsUnknown)
            && (IsDateTime(to) || to.Name is "time" or "timetz" || IsText(to)))
        {
            return Volatility.Stable;
        }

        if ((IsText(from) && (IsDateTime(to) || to.Name is "interval" or "time" or "timetz" or "money"))
            || (IsText(to) && (IsDateTime(from) || from.Name is "interval" or "money" or "timetz")))
        {
            return Volatility.Stable;
        }

        return IsText(to) && (from.IsArray || from.Name is "json" or "record") ? Volatility.Stable : Volatility.Immutable;
    }

    public static PgCastMethod Method(SqlType from, SqlType to)
    {
        if (IsBinaryCoercible(from, to))
        {
            return PgCastMethod.Relabel;
        }

        return IsText(from) != IsText(to) ? PgCastMethod.InOut : PgCastMethod.Function;
    }

    /// <summary>The common type of CASE, COALESCE, VALUES and set operations (<c>select_common_type</c>).</summary>
    public static SqlType Common(IEnumerable<SqlType> types)
    {
        var found = SqlType.Unknown;
        foreach (var type in types)
        {
            if (type.IsUnknown)
            {
                continue;
            }

            if (found.IsUnknown)
            {
                found = type;
            }
            else if (NumericRank.TryGetValue(found.Name, out var first) && NumericRank.TryGetValue(type.Name, out var second))
            {
                found = second > first ? type : found;
            }
            else if (found.Name == "varchar" && type.Name == "text")
            {
                found = type;
            }
            else if (IsDateTime(found) && IsDateTime(type) && (type.Name == "timestamptz" || found.Name == "date"))
            {
                found = type;
            }
        }

        return found;
    }

    /// <summary>The type of an arithmetic operator's result.</summary>
    public static SqlType Arithmetic(string name, SqlType left, SqlType right)
    {
        if (NumericRank.TryGetValue(left.Name, out var first) && NumericRank.TryGetValue(right.Name, out var second))
        {
            return first >= 5 != second >= 5 ? SqlType.Float8 : first > second ? left : right;
        }

        if (IsDateTime(left) && IsDateTime(right))
        {
            return left.Name == "date" && right.Name == "date" ? SqlType.Int4 : SqlType.Interval;
        }

        if (left.Name == "date" || right.Name == "date")
        {
            var other = left.Name == "date" ? right : left;
            return IsInteger(other) || other.IsUnknown ? SqlType.Date : SqlType.Timestamp;
        }

        if (IsDateTime(left))
        {
            return left;
        }

        if (IsDateTime(right))
        {
            return right;
        }

        return left.IsUnknown ? right : left;
    }
}
