using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace ShardSafety.Tour;

/// <summary>The clone this runs in, and the dotnet commands it runs there.</summary>
internal sealed class Workspace
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    private static readonly string Feed = Path.Combine(Root, "artifacts", "tour");

    /// <summary>A version nobody has restored before, so that no package cache answers with an older build.</summary>
    private readonly string _version = "0.1.0-tour." + DateTime.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>Packs ShardSafety into a local feed.</summary>
    /// <exception cref="InvalidOperationException">Packing failed.</exception>
    public string Pack()
    {
        foreach (var project in new[] { Path.Combine("Package", "ShardSafety.csproj"), Path.Combine("EntityFrameworkCore", "ShardSafety.EntityFrameworkCore.csproj") })
        {
            var (code, output) = Dotnet("pack", Path.Combine(Root, "src", project), "-c", Metadata("Configuration"), "-o", Feed, $"-p:PackageVersion={_version}", "--nologo", "-v", "q");
            if (code != 0)
            {
                throw new InvalidOperationException(output);
            }
        }

        return $"ShardSafety.{_version}.nupkg";
    }

    /// <summary>Builds a sample anew with the packed package, and gives what the compiler printed.</summary>
    public string Build(string sample) =>
        Dotnet("build", Path.Combine(Root, "samples", sample), "-c", Metadata("Configuration"), "--no-incremental", "--nologo", "-v", "q", "-clp:NoSummary", $"-p:ShardSafetyVersion={_version}", $"-p:RestoreAdditionalProjectSources={Feed}").Output;

    public static string Output(string sample) => Path.Combine(Root, "samples", sample, "bin", Metadata("Configuration"));

    private static (int Code, string Output) Dotnet(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string Metadata(string key) =>
        typeof(Workspace).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
