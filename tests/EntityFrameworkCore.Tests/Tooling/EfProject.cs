using System.Diagnostics;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace ShardSafety.EntityFrameworkCore.Tests.Tooling;

/// <summary>
/// The application under <c>Target</c>, copied aside, with migrations that <c>dotnet ef</c> made of it: one for each context as its
/// model first is, one more for those whose model changes. Made once a test run.
/// </summary>
public sealed class EfProject : IAsyncLifetime
{
    private static readonly string[] First = ["Shop.Shop", "Growth.Growth", "Reshape.Reshape", "Kinds.Kinds", "Tenants.Tenants", "Events.Events", "Named.Named", "Refused.Refused"];
    private static readonly string[] Second = ["Shop.Shop", "Growth.Growth", "Reshape.Reshape", "Kinds.Kinds"];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "shardsafety-ef-" + Guid.NewGuid().ToString("N")[..12]);
    private readonly string _run = "_" + Guid.NewGuid().ToString("N")[..8];
    private Assembly? _assembly;

    /// <summary>What <c>migrations add</c> said to the change that Citus refuses.</summary>
    public string Refusal { get; private set; } = "";

    public bool RefusalWroteFiles { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Copy(Path.Combine(AppContext.BaseDirectory, "Target"), _folder);
        var project = await File.ReadAllTextAsync(Path.Combine(_folder, "Target.project"));
        File.Delete(Path.Combine(_folder, "Target.project"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "Target.csproj"),
            project.Replace("{EF}", Version(typeof(DbContext))).Replace("{NPGSQL}", Version(typeof(NpgsqlDbContextOptionsBuilderExtensions))).Replace("{BIN}", AppContext.BaseDirectory.TrimEnd('/', '\\')));
        await RunAsync("1", "tool restore");
        await RunAsync("1", "build -v q --nologo");
        foreach (var context in First)
        {
            await RunAsync("1", Add(context, "First"));
        }

        await RunAsync("2", "build -v q --nologo --no-restore");
        foreach (var context in Second)
        {
            await RunAsync("2", Add(context, "Second"));
        }

        (var status, Refusal) = await TryRunAsync("2", Add("Refused.Refused", "Second"));
        RefusalWroteFiles = status == 0 || Directory.GetFiles(Path.Combine(_folder, "Migrations", "Refused"), "*_Second.cs").Length > 0;
        await RunAsync("2", "build -v q --nologo --no-restore");
        _assembly = Assembly.LoadFrom(Path.Combine(_folder, "bin", "Debug", "net10.0", "Target.dll"));
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A loaded assembly may be locked.
        }

        return default;
    }

    /// <summary>A context of the target, with its model as the last migration has it.</summary>
    public DbContext Context(string name, string connection, params object[] arguments)
    {
        var settings = _assembly!.GetType("Target.Settings")!;
        settings.GetProperty("Connection")!.SetValue(null, connection);
        settings.GetProperty("Step")!.SetValue(null, 2);
        settings.GetProperty("Run")!.SetValue(null, _run);
        return (DbContext)Activator.CreateInstance(_assembly.GetType($"Target.{name}.{name}Context")!, arguments)!;
    }

    /// <summary>The schema of the context that has one of its own.</summary>
    public string NamedSchema => "books" + _run;

    /// <summary>The text of a migration as it was written.</summary>
    public string Migration(string context, string name) =>
        File.ReadAllText(Directory.GetFiles(Path.Combine(_folder, "Migrations", context), $"*_{name}.cs").Single());

    private static string Add(string context, string name) =>
        $"ef migrations add {name} --no-build --context Target.{context}Context --output-dir Migrations/{context.Split('.')[0]}";

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    private async Task RunAsync(string step, string arguments)
    {
        var (status, output) = await TryRunAsync(step, arguments);
        status.ShouldBe(0, $"dotnet {arguments}{Environment.NewLine}{output}");
    }

    private async Task<(int Status, string Output)> TryRunAsync(string step, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TARGET_STEP"] = step;
        start.Environment["TARGET_RUN"] = _run;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // A test run's own settings are not the application's.
        foreach (var name in start.Environment.Keys.Where(static k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k is "TESTINGPLATFORM_UI_LANGUAGE").ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}

[CollectionDefinition(Name)]
public sealed class EfProjectCollection : ICollectionFixture<EfProject>
{
    public const string Name = "dotnet ef";
}
