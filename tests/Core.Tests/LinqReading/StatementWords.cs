using System.Collections;
using System.Globalization;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Tests.LinqReading;

/// <summary>The operators, functions, casts, aggregates and tests for NULL of a statement and how limited rows are ordered, which its shape leaves out.</summary>
internal static class StatementWords
{
    public static string Of(Statement statement)
    {
        var words = new List<string>();
        Collect(statement.Query, words);
        return string.Join(" ", words.Order(StringComparer.Ordinal));
    }

    private static void Collect(object? part, List<string> words)
    {
        switch (part)
        {
            case null or string:
                return;
            case NullTest test:
                words.Add(Name(test.Arg) + (test.IsNull ? " null" : " not null"));
                return;
            case IEnumerable parts:
                foreach (var item in parts)
                {
                    Collect(item, words);
                }

                return;
        }

        if (part.GetType().Namespace != typeof(Expr).Namespace)
        {
            return;
        }

        if (Word(part) is { } word)
        {
            words.Add(word);
        }

        foreach (var property in part.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.Name != nameof(Expr.At)))
        {
            Collect(property.GetValue(part), words);
        }
    }

    /// <summary>A column's name, without the number that a subquery gives it where two are of one name.</summary>
    private static string Name(Expr expr) => expr is ColumnRef column ? column.Name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') : "";

    /// <summary>A constant, however it is written.</summary>
    private static string Value(Expr? expr) => expr switch
    {
        Constant { Value: string text } => " " + text,
        Constant { Value: IConvertible number } => " " + number.ToDouble(CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string? Word(object part) => part switch
    {
        OpExpr { Operator: "=" or "<>" or "*" or "/" or "%" } op => op.Operator + Value(op.Left) + Value(op.Right),
        OpExpr op => op.Operator,
        ArrayOpExpr { Operator: "<>", All: true } => "= any",
        ArrayOpExpr array => array.Operator + (array.All ? " all" : " any"),
        FuncExpr function => function.Name,
        CastExpr { Implied: false, Arg: not Parameter } cast => "::" + cast.Type.Name,
        CaseExpr => "case",
        CoalesceExpr => "coalesce",
        MinMaxExpr minMax => minMax.Greatest ? "greatest of" : "least of",
        AggregateExpr aggregate => aggregate.Name + (aggregate.Star ? "*" : "") + (aggregate.Distinct ? " distinct" : "") + (aggregate.Filter is null ? "" : " filter"),
        WindowExpr window => window.Name + " over " + string.Concat(window.Window.OrderBy.Select(o => $"{Name(o.Expr)} {(o.Descending ? "down " : "up ")}")).TrimEnd(),
        OpaqueExpr => "opaque",
        Query query when query.Limit is not null || query.Offset is not null => $"{(query.Limit as Constant)?.Value} after {(query.Offset as Constant)?.Value} by " + string.Concat(query.OrderBy.Select(o => o.Descending ? "down " : "up ")).TrimEnd(),
        _ => null,
    };
}
