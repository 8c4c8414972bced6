using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;

namespace ShardSafety.Core.Tests.SqlReading;

/// <summary>The statements that a cluster was asked, and the tables they were asked of.</summary>
internal static class RecordedStatements
{
    private static readonly Lazy<Dictionary<string, Table>> Tables = new(() => ReadTables().ToDictionary(table => table.Name.Name));

    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "Agreement", "oracle");

    public static IEnumerable<(string Id, string Sql)> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        foreach (var query in document.RootElement.GetProperty("queries").EnumerateArray())
        {
            if (!query.TryGetProperty("commands", out var commands))
            {
                continue;
            }

            foreach (var command in commands.EnumerateArray())
            {
                yield return (query.GetProperty("id").GetString()!, command.GetProperty("sql").GetString()!);
            }
        }
    }

    public static SqlReaderOptions Options { get; } = new()
    {
        FindTable = name => Tables.Value.GetValueOrDefault(name.Name),
    };

    private static IEnumerable<Table> ReadTables()
    {
        foreach (Match table in Regex.Matches(File.ReadAllText(Path.Combine(Folder, "schema.sql")), """CREATE TABLE "(\w+)" \((.*)\);"""))
        {
            var columns = Regex.Matches(table.Groups[2].Value, """(?:^|, )"(\w+)" (timestamptz|double precision|\w+)""")
                .Select(column => new Column(column.Groups[1].Value, TypeNames.Of(column.Groups[2].Value is "double precision" ? "float8" : column.Groups[2].Value)));
            yield return new Table(new TableName(null, table.Groups[1].Value), TableKind.Distributed) { Columns = [.. columns] };
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
