using ShardSafety.Agreement.Recorded;

namespace ShardSafety.Agreement;

/// <summary>The suites a run is about.</summary>
internal static class Suites
{
    private const string Postgres17 = "postgresql-17";

    /// <summary>The options once for each folder: the one they name, or those in it that hold verdicts where it has none itself.</summary>
    public static IEnumerable<Options> Folders(Options options) =>
        options.Files.Count > 0 || HasVerdicts(options.Folder)
            ? [options]
            : Directory.GetDirectories(options.Folder).Where(HasVerdicts).Order(StringComparer.Ordinal).Select(folder => options with { Folder = folder });

    private static bool HasVerdicts(string folder) => Directory.EnumerateFiles(folder, "*verdicts.json").Any();

    public static IEnumerable<RecordedSuite> Load(Options options)
    {
        var files = options.Files.Count > 0
            ? options.Files
            : [.. Directory.GetFiles(options.Folder, "*verdicts.json").Where(file => !file.EndsWith("schema-verdicts.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var overlay = Path.Combine(options.Folder, Postgres17 + ".json");
        var seventeen = options.Postgres >= 17 && File.Exists(overlay) ? RecordedSuite.Load(overlay) : null;
        foreach (var file in files)
        {
            var suite = RecordedSuite.Load(file);
            yield return seventeen is null ? suite : suite.Overlay(seventeen);
        }
    }
}
