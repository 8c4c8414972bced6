using System.Collections.Immutable;
using System.Text.Json;
using ShardSafety.Agreement.Recorded;
using ShardSafety.Core.Queries;

namespace ShardSafety.Agreement.Sql;

/// <summary>
/// What the parameters of a recorded command are to the planner. Equal values share an identity, since one C# value can
/// arrive under several names; bound, the planner sees the value too, as Citus did.
/// </summary>
internal static class Binding
{
    public static Func<string, Expr?> For(RecordedCommand command, bool bound) => written =>
    {
        var name = written.TrimStart('@', ':', '$').Trim('{', '}');
        return command.Parameters.TryGetValue(name, out var value)
            ? new Parameter(value.GetRawText(), written) { Bound = bound ? ConstantOf(value) : null, Type = TypeOf(value) }
            : null;
    };

    private static Constant ConstantOf(JsonElement value) => new(ValueOf(value)) { Type = TypeOf(value) };

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var integer) ? (object)integer : value.GetDecimal(),
        JsonValueKind.Array => value.EnumerateArray().Select(ValueOf).ToImmutableArray(),
        _ => value.GetString(),
    };

    private static SqlType TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => SqlType.Bool,
        JsonValueKind.Number => value.TryGetInt32(out _) ? SqlType.Int4 : value.TryGetInt64(out _) ? SqlType.Int8 : SqlType.Numeric,
        JsonValueKind.Array => value.GetArrayLength() > 0 ? TypeOf(value[0]) is { IsUnknown: false } element ? element.ArrayOf() : SqlType.Unknown : SqlType.Unknown,
        _ => SqlType.Unknown,
    };
}
