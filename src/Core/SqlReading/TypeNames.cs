using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading;

/// <summary>The catalog names of types that SQL spells in several ways (<c>SystemTypeName</c> calls in <c>gram.y</c>).</summary>
internal static class TypeNames
{
    public static SqlType Of(string name, string? modifier = null) => name switch
    {
        "int" or "integer" or "serial" or "serial4" => SqlType.Int4,
        "bigint" or "bigserial" or "serial8" => SqlType.Int8,
        "smallint" or "smallserial" or "serial2" => SqlType.Int2,
        "real" => SqlType.Float4,
        "float" => modifier is { Length: 1 } or ['1', _] or ['2', < '5'] ? SqlType.Float4 : SqlType.Float8,
        "decimal" or "dec" or "numeric" => new SqlType("numeric", modifier),
        "boolean" => SqlType.Bool,
        "character" or "char" or "nchar" => new SqlType("bpchar", modifier ?? "1"),
        _ => new SqlType(name, modifier),
    };
}
