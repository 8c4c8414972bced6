namespace ShardSafety.Agreement.Tests;

/// <summary>The copy of the recorded verdicts is the recorded verdicts.</summary>
public sealed class OracleCopyTests
{
    private static readonly string Copy = Path.Combine(AppContext.BaseDirectory, "oracle");

    [Fact]
    public void The_copy_holds_every_suite() =>
        Directory.GetFiles(Copy, "*.json").Select(Path.GetFileName).Order().ShouldBe(
            ["generated-verdicts.json", "postgresql-17.json", "schema-verdicts.json", "sql-verdicts.json", "verdicts.json"]);

    [Fact]
    public void The_copy_equals_the_folder_that_SHARDSAFETY_ORACLE_names()
    {
        var original = Environment.GetEnvironmentVariable("SHARDSAFETY_ORACLE");
        Assert.SkipWhen(string.IsNullOrEmpty(original), "SHARDSAFETY_ORACLE names no folder");

        Files(Copy).ShouldBe(Files(original!));
        foreach (var file in Files(original!))
        {
            File.ReadAllText(Path.Combine(Copy, file)).ShouldBe(File.ReadAllText(Path.Combine(original!, file)), file);
        }
    }

    private static List<string> Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
