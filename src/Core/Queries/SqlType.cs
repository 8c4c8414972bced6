namespace ShardSafety.Core.Queries;

/// <summary>
/// A PostgreSQL type by its catalog name (<c>int8</c>, <c>text</c>, <c>timestamptz</c>); an array is its element's name
/// followed by <c>[]</c>. <see cref="Unknown"/> is a type that was not known, which is also that of untyped string literals
/// until an operator resolves them.
/// </summary>
/// <param name="Name">The name in <c>pg_type</c>, without modifiers.</param>
/// <param name="Modifier">What stands in parentheses (<c>200</c> in <c>varchar(200)</c>), as written; null without one.</param>
internal sealed record SqlType(string Name, string? Modifier = null)
{
    public static readonly SqlType Unknown = new("unknown");
    public static readonly SqlType Bool = new("bool");
    public static readonly SqlType Int2 = new("int2");
    public static readonly SqlType Int4 = new("int4");
    public static readonly SqlType Int8 = new("int8");
    public static readonly SqlType Float4 = new("float4");
    public static readonly SqlType Float8 = new("float8");
    public static readonly SqlType Numeric = new("numeric");
    public static readonly SqlType Text = new("text");
    public static readonly SqlType VarChar = new("varchar");
    public static readonly SqlType Uuid = new("uuid");
    public static readonly SqlType Date = new("date");
    public static readonly SqlType Timestamp = new("timestamp");
    public static readonly SqlType TimestampTz = new("timestamptz");
    public static readonly SqlType Interval = new("interval");
    public static readonly SqlType Jsonb = new("jsonb");
    public static readonly SqlType Bytea = new("bytea");

    public bool IsUnknown => Name == "unknown";

    public bool IsArray => Name.EndsWith("[]", System.StringComparison.Ordinal);

    public SqlType ArrayOf() => new(Name + "[]");

    public SqlType? Element() => IsArray ? new SqlType(Name.Substring(0, Name.Length - 2)) : null;

    public override string ToString() => Modifier is null ? Name : Name + "(" + Modifier + ")";
}
