using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading.Types;

/// <summary>
/// Which types an operator takes and gives, as <c>oper()</c> in <c>parse_oper.c</c> would choose among the operators of
/// <c>pg_operator</c>. It matters where an implied cast keeps a column from being compared by its own operator family.
/// </summary>
internal static class OperatorTypes
{
    /// <summary>The operand types to coerce to, which are the given ones where nothing is implied, and the result's.</summary>
    public static (SqlType Left, SqlType Right, SqlType Result) Resolve(string name, SqlType left, SqlType right) => name switch
    {
        "=" or "<>" or "<" or "<=" or ">" or ">=" => Comparison(left, right),
        "+" or "-" or "*" or "/" or "%" or "^" => Arithmetic(name, left, right),
        "||" => Concatenation(left, right),
        "->" or "#>" => (left, Path(name, right), left),
        "->>" or "#>>" => (left, Path(name, right), SqlType.Text),
        "~~" or "!~~" or "~~*" or "!~~*" or "~" or "!~" or "~*" or "!~*" or "^@" =>
            (Known(left, SqlType.Text), Known(right, SqlType.Text), SqlType.Bool),
        "?" => (left, Known(right, SqlType.Text), SqlType.Bool),
        "?|" or "?&" => (left, Known(right, SqlType.Text.ArrayOf()), SqlType.Bool),
        "@>" or "<@" or "&&" or "@@" or "@?" or "&<" or "&>" or "-|-" => (Known(left, right), Known(right, left), SqlType.Bool),
        "#-" => (left, Known(right, SqlType.Text.ArrayOf()), left),
        "<->" or "<#>" or "<=>" => (Known(left, right), Known(right, left), SqlType.Float8),
        "&" or "|" or "#" or "<<" or ">>" => (Known(left, right), Known(right, left), TypeKinds.IsInteger(left) ? left : Known(left, right)),
        _ => (left, right, SqlType.Unknown),
    };

    public static SqlType Prefix(string name, SqlType right) => name switch
    {
        "-" or "+" or "@" or "~" => right,
        "|/" or "||/" => SqlType.Float8,
        _ => SqlType.Unknown,
    };

    private static SqlType Known(SqlType type, SqlType other) => type.IsUnknown ? other : type;

    private static SqlType Path(string name, SqlType right) => Known(right, name[0] == '#' ? SqlType.Text.ArrayOf() : SqlType.Text);

    private static (SqlType, SqlType, SqlType) Comparison(SqlType left, SqlType right)
    {
        if (left.IsUnknown || right.IsUnknown)
        {
            return (Known(left, right), Known(right, left), SqlType.Bool);
        }

        if (TypeKinds.NumberRank(left) > 0 && TypeKinds.NumberRank(right) > 0 && !SameFamily(left, right))
        {
            var common = Wide(left, right);
            return (common, common, SqlType.Bool);
        }

        if (left.Name != right.Name && left.Name is "bpchar" or "citext" or "name" != right.Name is "bpchar" or "citext" or "name"
            && TypeKinds.IsString(left) && TypeKinds.IsString(right) && (left.Name == "bpchar" || right.Name == "bpchar"))
        {
            return (SqlType.Text, SqlType.Text, SqlType.Bool);
        }

        return (left, right, SqlType.Bool);
    }

    /// <summary>Integers compare with each other by operators of one family, and so do floats.</summary>
    private static bool SameFamily(SqlType left, SqlType right) =>
        (TypeKinds.IsInteger(left) && TypeKinds.IsInteger(right))
        || (TypeKinds.IsFloat(left) && TypeKinds.IsFloat(right))
        || left.Name == right.Name;

    private static SqlType Wide(SqlType left, SqlType right) =>
        TypeKinds.IsFloat(left) || TypeKinds.IsFloat(right) ? SqlType.Float8
        : left.Name == "numeric" || right.Name == "numeric" ? SqlType.Numeric
        : TypeKinds.Common(left, right);

    private static (SqlType, SqlType, SqlType) Arithmetic(string name, SqlType left, SqlType right)
    {
        if (TypeKinds.IsDate(left) || TypeKinds.IsDate(right))
        {
            return Dates(name, left, right);
        }

        if (TypeKinds.IsJson(left))
        {
            return (left, Known(right, SqlType.Text), left);
        }

        if (left.IsUnknown || right.IsUnknown)
        {
            var known = Known(left, right);
            return (known, known, name == "^" && TypeKinds.IsInteger(known) ? SqlType.Float8 : known);
        }

        if (TypeKinds.NumberRank(left) == 0 || TypeKinds.NumberRank(right) == 0)
        {
            return (left, right, left.Name == "money" || right.Name == "money" ? new SqlType("money") : left);
        }

        if (name == "^")
        {
            var power = left.Name == "numeric" || right.Name == "numeric" ? Wide(left, right) : SqlType.Float8;
            return (power, power, power);
        }

        // Integers have operators across their sizes; the result is the larger.
        return SameFamily(left, right)
            ? (left, right, TypeKinds.Common(left, right))
            : (Wide(left, right), Wide(left, right), Wide(left, right));
    }

    private static (SqlType, SqlType, SqlType) Dates(string name, SqlType left, SqlType right)
    {
        if (name is "*" or "/")
        {
            return (left, right, SqlType.Interval);
        }

        if (left.IsUnknown || right.IsUnknown)
        {
            var known = Known(left, right);
            if (name == "-")
            {
                return (known, known, Difference(known));
            }

            return known.Name == "date" ? (left, right, SqlType.Unknown) : (Known(left, SqlType.Interval), Known(right, SqlType.Interval), known);
        }

        if (name == "-" && right.Name is not "interval" && TypeKinds.IsDate(right))
        {
            var common = TypeKinds.Common(left, right);
            return (common, common, Difference(common));
        }

        var moment = left.Name == "interval" || !TypeKinds.IsDate(left) ? right : left;
        var other = ReferenceEquals(moment, left) ? right : left;
        var result = moment.Name == "date" && !TypeKinds.IsInteger(other) ? SqlType.Timestamp : moment;
        return (left, right, result);
    }

    private static SqlType Difference(SqlType type) => type.Name == "date" ? SqlType.Int4 : SqlType.Interval;

    private static (SqlType, SqlType, SqlType) Concatenation(SqlType left, SqlType right)
    {
        if (left.IsArray || right.IsArray)
        {
            var array = left.IsArray ? left : right;
            return (Known(left, array), Known(right, array), array);
        }

        if (left.Name is "jsonb" or "bytea" or "tsvector" or "tsquery" or "bit" or "varbit" || right.Name is "jsonb" or "bytea")
        {
            var type = left.IsUnknown || TypeKinds.IsString(left) ? right : left;
            return (Known(left, type), Known(right, type), type);
        }

        return (Known(left, SqlType.Text), Known(right, SqlType.Text), SqlType.Text);
    }
}
