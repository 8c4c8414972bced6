using System.Globalization;
using System.Text.RegularExpressions;
using ShardSafety.Core.Model;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Agreement.Recorded;

/// <summary>
/// The tables of a <c>schema.sql</c>: what CREATE TABLE, CREATE UNIQUE INDEX, create_distributed_table and
/// create_reference_table say, so that recorded SQL can be judged without any C# model.
/// </summary>
internal sealed partial class SchemaFile : ICatalog
{
    private readonly Dictionary<TableName, Table> _tables = [];

    /// <summary>The first table of each name, for names without a schema.</summary>
    private readonly Dictionary<string, TableName> _searchPath = new(StringComparer.Ordinal);

    public Table? Find(TableName name) =>
        _tables.TryGetValue(name, out var table) ? table
        : name.Schema is null or "public" && _searchPath.TryGetValue(name.Name, out var found) ? _tables[found]
        : null;

    public static SchemaFile Load(string path)
    {
        var schema = new SchemaFile();
        foreach (var statement in SplitStatements(File.ReadAllText(path)))
        {
            schema.Read(statement);
        }

        return schema;
    }

    private static IEnumerable<string> SplitStatements(string text) =>
        Comment().Replace(text, "").Split(';').Select(part => part.Trim()).Where(part => part.Length > 0);

    private void Read(string statement)
    {
        if (CreateTable().Match(statement) is { Success: true } create)
        {
            ReadTable(NameOf(create.Groups["name"].Value), create.Groups["body"].Value);
        }
        else if (UniqueIndex().Match(statement) is { Success: true } index)
        {
            var table = _tables[NameOf(index.Groups["name"].Value)];
            var columns = Names(index.Groups["columns"].Value);
            _tables[table.Name] = table with
            {
                Indexes = table.Indexes.Add(new TableIndex("IX_" + string.Join("_", columns.Items), columns) { Unique = true }),
            };
        }
        else if (Distribute().Match(statement) is { Success: true } call)
        {
            ReadDistribution(call.Groups["function"].Value, call.Groups["arguments"].Value);
        }
    }

    private void ReadTable(TableName name, string body)
    {
        var table = new Table(name, TableKind.Unmarked);
        var columns = new List<Column>();
        foreach (var item in SplitTop(body))
        {
            if (PrimaryKey().Match(item) is { Success: true } key)
            {
                table = table with { PrimaryKey = new KeyConstraint("PK_" + name.Name, Names(key.Groups["columns"].Value)) };
            }
            else if (ColumnItem().Match(item) is { Success: true } column && !TableConstraint().IsMatch(item))
            {
                var columnName = Unquote(column.Groups["name"].Value);
                var rest = column.Groups["rest"].Value;
                var isKey = rest.Contains("PRIMARY KEY", StringComparison.OrdinalIgnoreCase);
                columns.Add(new Column(columnName, TypeOf(column.Groups["type"].Value))
                {
                    Nullable = !isKey && !rest.Contains("NOT NULL", StringComparison.OrdinalIgnoreCase),
                });
                if (isKey)
                {
                    table = table with { PrimaryKey = new KeyConstraint("PK_" + name.Name, new[] { columnName }.ToEquatableArray()) };
                }
            }
        }

        _tables[name] = table with { Columns = columns.ToEquatableArray() };
        _searchPath.TryAdd(name.Name, name);
    }

    private void ReadDistribution(string function, string arguments)
    {
        var parts = SplitTop(arguments).ToList();
        var table = _tables[NameOf(Unliteral(parts[0]))];
        if (function.Equals("create_reference_table", StringComparison.OrdinalIgnoreCase))
        {
            _tables[table.Name] = table with { Kind = TableKind.Reference };
            return;
        }

        var colocateWith = parts.Skip(2).Select(part => Colocate().Match(part)).FirstOrDefault(match => match.Success)?.Groups["table"].Value;
        var group = colocateWith is null or "none" ? table.Name.ToString() : _tables[NameOf(colocateWith)].Group;
        var singleShard = parts[1].Equals("NULL", StringComparison.OrdinalIgnoreCase);
        _tables[table.Name] = table with
        {
            Kind = singleShard ? TableKind.SingleShard : TableKind.Distributed,
            DistributionColumn = singleShard ? null : Unliteral(parts[1]),
            Group = group,
        };
    }

    private static SqlType TypeOf(string type) => type.ToLower(CultureInfo.InvariantCulture) switch
    {
        "bigint" or "bigserial" => SqlType.Int8,
        "int" or "integer" or "serial" => SqlType.Int4,
        "smallint" => SqlType.Int2,
        "boolean" => SqlType.Bool,
        "double precision" => SqlType.Float8,
        "real" => SqlType.Float4,
        "timestamp" or "timestamp without time zone" => SqlType.Timestamp,
        "timestamp with time zone" => SqlType.TimestampTz,
        "character varying" => SqlType.VarChar,
        "decimal" => SqlType.Numeric,
        var other when other.IndexOf('(', StringComparison.Ordinal) is > 0 and var at => TypeOf(other[..at].Trim()),
        var other => new SqlType(other),
    };

    private static EquatableArray<string> Names(string list) => list.Split(',').Select(Unquote).ToEquatableArray();

    private static TableName NameOf(string name)
    {
        var parts = QuotedPart().Matches(name).Select(match => Unquote(match.Value)).ToList();
        return parts.Count > 1 ? new TableName(parts[0], parts[^1]) : new TableName(null, parts[0]);
    }

    private static string Unquote(string name)
    {
        name = name.Trim();
        return name.StartsWith('"') ? name.Trim('"') : name.ToLower(CultureInfo.InvariantCulture);
    }

    private static string Unliteral(string literal) => literal.Trim().Trim('\'');

    private static IEnumerable<string> SplitTop(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }

    [GeneratedRegex(@"""[^""]+""|\w+")]
    private static partial Regex QuotedPart();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^CREATE TABLE\s+(?<name>(""[^""]+""|\w+)(\.(""[^""]+""|\w+))?)\s*\((?<body>.*)\)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"^CREATE UNIQUE INDEX\s+(\S+\s+)?ON\s+(?<name>(""[^""]+""|\w+)(\.(""[^""]+""|\w+))?)\s*\((?<columns>[^)]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex UniqueIndex();

    [GeneratedRegex(@"^SELECT\s+(?<function>create_distributed_table|create_reference_table)\s*\((?<arguments>.*)\)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Distribute();

    [GeneratedRegex(@"^(CONSTRAINT\s+\S+\s+)?PRIMARY KEY\s*\((?<columns>[^)]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex PrimaryKey();

    [GeneratedRegex("^(FOREIGN KEY|UNIQUE|CHECK|CONSTRAINT|EXCLUDE)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex TableConstraint();

    [GeneratedRegex(@"^(?<name>""[^""]+""|\w+)\s+(?<type>double precision|character varying(\(\d+\))?|timestamp with(out)? time zone|\w+(\([^)]*\))?(\[\])?)(?<rest>.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex ColumnItem();

    [GeneratedRegex(@"colocate_with\s*(=>|:=)\s*'(?<table>[^']*)'", RegexOptions.IgnoreCase)]
    private static partial Regex Colocate();
}
