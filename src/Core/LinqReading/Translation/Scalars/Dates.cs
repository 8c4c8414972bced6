using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Methods and parts of dates, times and time spans, as Npgsql's provider translates them.</summary>
internal static class Dates
{
    private static readonly SqlType Time = new("time");

    public static Expr? Call(IMethodSymbol method, ImmutableArray<Expr> args, SqlType type, Origin at)
    {
        if (args.Length == 0)
        {
            return null;
        }

        switch (method.Name)
        {
            case "AddDays" when args.Length == 2 && args[0].Type.Equals(SqlType.Date):
                return new OpExpr("+", args[0], args[1]) { Type = SqlType.Date, At = at };
            case "AddYears" or "AddMonths" or "AddDays" or "AddHours" or "AddMinutes" or "AddSeconds" when args.Length == 2:
                var moved = new OpExpr("+", args[0], Amount(args[1], method.Name)) { Type = args[0].Type, At = at };
                return args[0].Type.Equals(SqlType.Date) ? new CastExpr(moved) { Type = SqlType.Date, At = at } : moved;
            case "Add" when args.Length == 2 && method.ContainingType.Name == "TimeOnly":
                return new OpExpr("+", args[0], args[1]) { Type = args[0].Type, At = at };
            case "ToString" when args.Length == 1:
                return Texts.Piece(args[0]);
            case "CompareTo" or "Compare":
                return Comparisons.Of(args, at);
            case "ToUniversalTime" or "ToLocalTime":
                return new CastExpr(args[0]) { Type = method.Name == "ToUniversalTime" ? SqlType.TimestampTz : SqlType.Timestamp, At = at };
            case "FromDateTime":
                return MethodTable.Cast(Utc(args[0]), type);
            case "ToTimeSpan" or "FromTimeSpan":
                return MethodTable.Cast(args[0], type);
            case "SpecifyKind":
                return args[1] is Constant { Value: 1L } ? args[0] : Utc(args[0]);
            case "ToDateTime" when args.Length == 2:
                return new OpExpr("+", args[0], args[1]) { Type = SqlType.Timestamp, At = at };
            case "IsBetween" when args.Length == 3:
                return new BoolExpr(BoolOp.And, ImmutableArray.Create<Expr>(
                    new OpExpr(">=", args[0], args[1]) { Type = SqlType.Bool, At = at },
                    new OpExpr("<", args[0], args[2]) { Type = SqlType.Bool, At = at })) { Type = SqlType.Bool, At = at };
            case ".ctor" when args.Length == 3 && method.ContainingType.Name is "DateTime" or "DateOnly":
                return MethodTable.Func("make_date", type, at, args);
            case ".ctor" when args.Length >= 6 && method.ContainingType.Name == "DateTime":
                var parts = args.SetItem(5, new CastExpr(args[5]) { Type = SqlType.Float8 });
                return args.Length == 6 ? MethodTable.Func("make_timestamp", SqlType.Timestamp, at, parts)
                    : args[6] is Constant { Value: 1L } ? MethodTable.Func("make_timestamptz", SqlType.TimestampTz, at, parts.SetItem(6, Text("UTC")))
                    : args[6] is Constant ? MethodTable.Func("make_timestamp", SqlType.Timestamp, at, parts.RemoveAt(6))
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Parts of dates and times; null for those that Npgsql does not translate.</summary>
    public static Expr? Member(Expr value, string owner, string name)
    {
        switch (name)
        {
            case "Date" when owner == "DateTime" && value.Type.Equals(SqlType.TimestampTz):
                return Function("date_trunc", value.Type, Text("day"), value, Text("UTC"));
            case "Date":
                return Function("date_trunc", SqlType.Timestamp, Text("day"), Utc(value));
            case "Year" or "Month" or "Day" or "Hour" or "Minute" or "Second":
                return Number(Part(name.ToLowerInvariant(), value));
            case "DayOfYear":
                return Number(Part("doy", value));
            case "DayOfWeek":
                return Number(Floor(Part("dow", value)));
            case "Days" or "Hours" or "Minutes" or "Seconds":
                return Number(Floor(Part(name.Substring(0, name.Length - 1).ToLowerInvariant(), value)));
            case "Milliseconds":
                return new OpExpr("%", Number(Floor(Part("millisecond", value))), new Constant(1000L) { Type = SqlType.Int4 }) { Type = SqlType.Int4 };
            case "DayNumber":
                return new OpExpr("-", value, new Constant("0001-01-01") { Type = SqlType.Date }) { Type = SqlType.Int4 };
            case "TimeOfDay":
                return new CastExpr(Utc(value)) { Type = Time };
            case "DateTime":
                return Utc(value);
            case "UtcDateTime":
                return value;
            case "LocalDateTime":
                return new CastExpr(value) { Type = SqlType.Timestamp };
            case "TotalSeconds":
                return Part("epoch", value);
            case "TotalDays" or "TotalHours" or "TotalMinutes" or "TotalMilliseconds":
                return new OpExpr("/", Part("epoch", value), new Constant(Seconds(name)) { Type = SqlType.Float8 }) { Type = SqlType.Float8 };
            default:
                return null;
        }
    }

    /// <summary>A <c>timestamptz</c> as the time it is in UTC, which is how Npgsql takes parts of it.</summary>
    private static Expr Utc(Expr value) => value.Type.Equals(SqlType.TimestampTz) ? Function("timezone", SqlType.Timestamp, Text("UTC"), value) : value;

    /// <summary>A number of units as an interval: a literal where it is known, else put together as text.</summary>
    private static Expr Amount(Expr amount, string method) => amount is Constant
        ? amount with { Type = SqlType.Interval }
        : new CastExpr(new OpExpr("||", new CastExpr(amount) { Type = SqlType.Text }, Text(" " + method.Substring("Add".Length).ToLowerInvariant())) { Type = SqlType.Text }) { Type = SqlType.Interval };

    private static double Seconds(string total) => total switch
    {
        "TotalDays" => 86400,
        "TotalHours" => 3600,
        "TotalMinutes" => 60,
        _ => 0.001,
    };

    private static Expr Part(string part, Expr value) => Function("date_part", SqlType.Float8, Text(part), Utc(value));

    private static Expr Floor(Expr value) => Function("floor", SqlType.Float8, value);

    private static CastExpr Number(Expr value) => new(value) { Type = SqlType.Int4 };

    private static Constant Text(string text) => new(text) { Type = SqlType.Text };

    private static FuncExpr Function(string name, SqlType type, params Expr[] args) => new(name, args.ToImmutableArray()) { Type = type };
}
