using System.Collections.Immutable;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;

namespace ShardSafety.Core.Tests.SqlReading;

/// <summary>What a text is read as, over three small tables: orders, items and "People".</summary>
internal static class Shapes
{
    private static readonly Dictionary<string, Table> Tables = new[]
    {
        Table("orders", ("tenant_id", SqlType.Int8), ("id", SqlType.Int8), ("total", SqlType.Numeric), ("made", SqlType.TimestampTz), ("tags", SqlType.Text.ArrayOf())),
        Table("items", ("tenant_id", SqlType.Int8), ("order_id", SqlType.Int8), ("line", SqlType.Int4), ("data", SqlType.Jsonb)),
        Table("People", ("Id", SqlType.Uuid), ("Name", SqlType.Text), ("tenant_id", SqlType.Int4)),
    }.ToDictionary(table => table.Name.Name);

    public static SqlReaderOptions Options { get; } = new() { FindTable = name => name.Schema is null or "public" ? Tables.GetValueOrDefault(name.Name) : null };

    public static string Of(string sql) => string.Join("; ", Read(sql).Select(QueryPrinter.Print));

    public static ImmutableArray<Statement> Read(string sql) => SqlReader.Read(sql, Options);

    /// <summary>An expression, read as the only output over orders (#1).</summary>
    public static string Expr(string sql)
    {
        var query = Read("select " + sql + " as x from orders").ShouldHaveSingleItem().Query.ShouldNotBeNull();
        return QueryPrinter.Print(query.Output.ShouldHaveSingleItem().Expr);
    }

    private static Table Table(string name, params (string Name, SqlType Type)[] columns) =>
        new(new TableName(null, name), TableKind.Distributed) { Columns = [.. columns.Select(column => new Column(column.Name, column.Type))] };
}
