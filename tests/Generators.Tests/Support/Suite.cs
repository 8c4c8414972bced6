using System.Runtime.CompilerServices;

namespace ShardSafety.Generators.Tests.Support;

/// <summary>The recorded suite's model.</summary>
internal static class Suite
{
    public static string Model => File.ReadAllText(Path.Combine(Root, "tests", "Agreement", "oracle", "Model.cs"));

    private static string Root => Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
