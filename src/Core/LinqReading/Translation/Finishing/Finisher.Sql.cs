using System.Collections.Generic;
using System.Globalization;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;

namespace ShardSafety.Core.LinqReading.Translation.Finishing;

/// <summary>SQL text that a query starts from: EF Core sends it as it is, or as a subquery when something is composed over it.</summary>
internal sealed partial class Finisher
{
    private Query? AsBareSql(Select select, IReadOnlyList<(string Name, Expr Expr)> outputs)
    {
        if (_depth > 1 || select.Tables.Count != 1 || select.Tables[0].Table is not RawTable raw || select.Where.Count > 0 || select.IsGrouped || select.Having.Count > 0
            || select.Distinct || select.Orderings.Count > 0 || select.Limit is not null || select.Offset is not null)
        {
            return null;
        }

        foreach (var (_, expr) in outputs)
        {
            if (expr is not LogicalColumn)
            {
                return null;
            }
        }

        return RawQuery(raw, out _);
    }

    private Query? RawQuery(RawTable raw, out string reason)
    {
        reason = raw.Sql.Reason;
        if (raw.Sql.Text is not { } text)
        {
            return null;
        }

        var first = _next;
        _next += text.Length + 1;
        var statements = SqlReader.Read(text, new SqlReaderOptions { FindTable = raw.Model.FindTable, FirstSource = first, Number = raw.Sql.Number, ResolveParameter = name => Value(raw.Sql, name) });
        if (statements.Length == 1 && statements[0] is { Query: { } query })
        {
            return query;
        }

        reason = "the SQL text is not one query";
        return null;
    }

    private static Expr? Value(LinqSql sql, string name)
    {
        var number = name.Trim('{', '}', '@', '$', ':', 'p');
        return int.TryParse(number, NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < sql.Values.Length ? sql.Values[index] : null;
    }
}
