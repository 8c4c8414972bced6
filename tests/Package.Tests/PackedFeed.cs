using System.Reflection;

[assembly: AssemblyFixture(typeof(ShardSafety.Package.Tests.PackedFeed))]

namespace ShardSafety.Package.Tests;

/// <summary>The package, packed once into a local feed under a version nobody else has, and folders to build in.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shardsafety-package-").FullName;

    public string Version { get; } = "0.1.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", System.Globalization.CultureInfo.InvariantCulture);

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public string Feed => Path.Combine(_folder, "feed");

    public async ValueTask InitializeAsync()
    {
        await PackAsync("Package", "ShardSafety.csproj");
        await PackAsync("EntityFrameworkCore", "ShardSafety.EntityFrameworkCore.csproj");
    }

    /// <summary>Copies a project of this test assembly into a folder of its own and builds it from the feed.</summary>
    internal async Task<DotnetResult> BuildAsync(string project, string? entry = null)
    {
        var folder = Path.Combine(_folder, project + "-" + Guid.NewGuid().ToString("N"));
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "Projects", project), folder);
        return await Dotnet.RunAsync(Path.Combine(folder, entry ?? "."), "build", "--nologo", $"-p:ShardSafetyVersion={Version}", $"-p:RestoreAdditionalProjectSources={Feed}");
    }

    /// <summary>Builds a sample of the repository from the feed, in a copy so that its own outputs stay as they are.</summary>
    internal async Task<DotnetResult> BuildSampleAsync(string sample, string errorLog)
    {
        var folder = Path.Combine(_folder, "samples-" + sample);
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig" })
        {
            Directory.CreateDirectory(folder);
            File.Copy(Path.Combine(RepositoryRoot, file), Path.Combine(folder, file), overwrite: true);
        }

        CopyFolder(Path.Combine(RepositoryRoot, "samples", sample), Path.Combine(folder, "samples", sample));
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryRoot, "samples"), "*.props"))
        {
            File.Copy(file, Path.Combine(folder, "samples", Path.GetFileName(file)), overwrite: true);
        }

        return await Dotnet.RunAsync(
            Path.Combine(folder, "samples", sample), "build", "--nologo", $"-p:ShardSafetyVersion={Version}", $"-p:RestoreAdditionalProjectSources={Feed}", $"-p:ErrorLog={errorLog}%2Cversion=2.1");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task PackAsync(string folder, string project)
    {
        var pack = await Dotnet.RunAsync(
            RepositoryRoot, "pack", Path.Combine(RepositoryRoot, "src", folder, project), "-c", Metadata("Configuration"), "-o", Feed, $"-p:PackageVersion={Version}", "--nologo");
        pack.ExitCode.ShouldBe(0, pack.Output);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar) is [.. var folders, _] && folders.Any(folder => folder is "bin" or "obj"))
            {
                continue;
            }

            var target = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static string Metadata(string key) =>
        typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
