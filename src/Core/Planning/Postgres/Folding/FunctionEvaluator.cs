using System;
using System.Linq;
using System.Text;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Folding;

/// <summary>Immutable functions over constants whose outcome a plan may hang on, as PostgreSQL computes them.</summary>
internal static class FunctionEvaluator
{
    /// <summary>The result; null where it is not computed here.</summary>
    public static PgConst? Call(PgFunc func)
    {
        var args = func.Args.OfType<PgConst>().ToArray();
        if (args.Length != func.Args.Length || args.Length == 0)
        {
            return null;
        }

        if (args.Length == 2 && PgFunctions.ComparisonOf(func.Name) is { } strategy)
        {
            return ValueEvaluator.Compare(strategy, args[0], args[1]) is { } outcome ? PgConst.Bool(outcome) : null;
        }

        return args[0].Value switch
        {
            string text => OfText(func.Name, text, args),
            long whole => OfWhole(func.Name, whole, args),
            decimal number => OfNumber(func.Name, number, args),
            _ => null,
        };
    }

    private static PgConst? OfText(string name, string text, PgConst[] args)
    {
        switch (name, args.Length)
        {
            // Letters beyond ASCII depend on the collation.
            case ("lower", 1) when IsAscii(text):
                return Text(text.ToLowerInvariant());
            case ("upper", 1) when IsAscii(text):
                return Text(text.ToUpperInvariant());
            case ("btrim" or "trim", 1):
                return Text(text.Trim(' '));
            case ("ltrim", 1):
                return Text(text.TrimStart(' '));
            case ("rtrim", 1):
                return Text(text.TrimEnd(' '));
            case ("length" or "char_length" or "character_length", 1) when IsAscii(text):
                return Number(text.Length);
            case ("reverse", 1) when IsAscii(text):
                return Text(new string(text.Reverse().ToArray()));
            case ("substring" or "substr", 2) when IsAscii(text) && args[1].Value is long start:
                return Part(text, start, text.Length + Math.Max(0, 1 - start));
            case ("substring" or "substr", 3) when IsAscii(text) && args[1].Value is long first && args[2].Value is long and >= 0:
                return Part(text, first, (long)args[2].Value!);
            case ("left", 2) when IsAscii(text) && args[1].Value is long count:
                return Part(text, 1, count < 0 ? Math.Max(0, text.Length + count) : count);
            case ("right", 2) when IsAscii(text) && args[1].Value is long last:
                var taken = last < 0 ? Math.Max(0, text.Length + last) : Math.Min(text.Length, last);
                return Part(text, text.Length - taken + 1, taken);
            case ("replace", 3) when args[1].Value is string { Length: > 0 } from && args[2].Value is string to:
                return Text(new StringBuilder(text).Replace(from, to).ToString());
            case ("strpos" or "position", 2) when IsAscii(text) && args[1].Value is string part:
                return Number(text.IndexOf(part, StringComparison.Ordinal) + 1);
            case ("starts_with", 2) when args[1].Value is string prefix:
                return PgConst.Bool(text.StartsWith(prefix, StringComparison.Ordinal));
            default:
                return null;
        }
    }

    private static PgConst? OfWhole(string name, long whole, PgConst[] args)
    {
        switch (name, args.Length)
        {
            case ("abs", 1) when whole != long.MinValue:
                return PgConst.Of(Math.Abs(whole), args[0].Type);
            case ("mod", 2) when args[1].Value is long other and not 0 and not -1:
                return PgConst.Of(whole % other, args[0].Type);
            default:
                return null;
        }
    }

    private static PgConst? OfNumber(string name, decimal number, PgConst[] args)
    {
        decimal? result = (name, args.Length) switch
        {
            ("abs", 1) => Math.Abs(number),
            ("ceil" or "ceiling", 1) => Math.Ceiling(number),
            ("floor", 1) => Math.Floor(number),
            ("trunc", 1) => Math.Truncate(number),
            // Floating-point numbers are rounded to even.
            ("round", 1) when args[0].Type == SqlType.Numeric => Math.Round(number, MidpointRounding.AwayFromZero),
            ("sign", 1) => Math.Sign(number),
            _ => null,
        };
        return result is { } value ? PgConst.Of(value, args[0].Type) : null;
    }

    /// <summary>Characters from a place that is counted from one, and may lie before the text.</summary>
    private static PgConst Part(string text, long start, long count)
    {
        var from = Math.Max(1, start);
        var end = Math.Min(text.Length + 1L, start + count);
        return Text(end <= from ? "" : text.Substring((int)from - 1, (int)(end - from)));
    }

    private static bool IsAscii(string text) => text.All(static c => c < 128);

    private static PgConst Text(string text) => PgConst.Of(text, SqlType.Text);

    private static PgConst Number(long number) => PgConst.Of(number, SqlType.Int4);
}
