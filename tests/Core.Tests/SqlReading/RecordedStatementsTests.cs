using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;

namespace ShardSafety.Core.Tests.SqlReading;

public class RecordedStatementsTests
{
    [Theory]
    [InlineData("verdicts.json")]
    [InlineData("generated-verdicts.json")]
    [InlineData("sql-verdicts.json")]
    public void Every_statement_is_read_to_its_end_with_every_name_resolved(string file)
    {
        var failures = new List<string>();
        foreach (var (id, sql) in RecordedStatements.Read(file))
        {
            var shape = string.Join("; ", SqlReader.Read(sql, RecordedStatements.Options).Select(QueryPrinter.Print));
            if (shape.Length == 0 || shape.Contains("unreadable(") || shape.Contains("unknown(") || shape.Contains("opaque("))
            {
                failures.Add(id + ": " + sql + "\n  " + shape);
            }
        }

        failures.ShouldBeEmpty();
    }
}
