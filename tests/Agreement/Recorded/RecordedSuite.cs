using System.Text.Json;

namespace ShardSafety.Agreement.Recorded;

/// <summary>A file of recorded verdicts, as <c>oracle/README.md</c> describes it.</summary>
internal sealed record RecordedSuite(string Name, string Postgres, IReadOnlyList<RecordedQuery> Queries)
{
    /// <summary>Reads a file; its name without extension is the suite's.</summary>
    public static RecordedSuite Load(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var root = document.RootElement;
        return new RecordedSuite(
            Path.GetFileNameWithoutExtension(path),
            root.TryGetProperty("postgresql", out var version) ? version.GetString() ?? "15" : "15",
            [.. root.GetProperty("queries").EnumerateArray().Select(RecordedQuery.From)]);
    }

    /// <summary>The suite as another cluster answered, where that was recorded.</summary>
    public RecordedSuite Overlay(RecordedSuite other)
    {
        var changed = other.Queries.ToDictionary(query => query.Id, StringComparer.Ordinal);
        return this with
        {
            Postgres = other.Postgres,
            Queries = [.. Queries.Select(query => changed.GetValueOrDefault(query.Id, query))],
        };
    }
}

/// <summary>One query or statement, with all the commands that were sent for it.</summary>
internal sealed record RecordedQuery(string Id, string Verdict, IReadOnlyList<RecordedCommand> Commands)
{
    /// <summary>Whether it counts: a Citus table takes part, and EF Core could translate it.</summary>
    public bool IsScored => Verdict is not ("local" or "ef-error" or "none");

    public static RecordedQuery From(JsonElement element) => new(
        element.GetProperty("id").GetString()!,
        element.GetProperty("verdict").GetString()!,
        [.. element.GetProperty("commands").EnumerateArray().Select(RecordedCommand.From)]);
}

/// <summary>One command as it reached the coordinator.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Parameters">Its parameters' values by name as written in the text.</param>
/// <param name="Verdict">What Citus did.</param>
/// <param name="Error">Citus's words without the SQLSTATE, where it refused.</param>
internal sealed record RecordedCommand(string Sql, IReadOnlyDictionary<string, JsonElement> Parameters, string Verdict, string? Error)
{
    public static RecordedCommand From(JsonElement element)
    {
        var parameters = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (element.TryGetProperty("parameters", out var recorded))
        {
            foreach (var parameter in recorded.EnumerateObject())
            {
                parameters[parameter.Name.TrimStart('@', ':', '$')] = parameter.Value.Clone();
            }
        }

        return new RecordedCommand(
            element.GetProperty("sql").GetString()!,
            parameters,
            element.GetProperty("verdict").GetString()!,
            element.TryGetProperty("error", out var error) ? WithoutState(error.GetString()) : null);
    }

    private static string? WithoutState(string? error) =>
        error is { Length: > 7 } && error[5] == ':' ? error[7..] : error;
}
