using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ShardSafety.Testing;

/// <summary>Tests one of this project's analyzers, with the real EF Core, Npgsql and Dapper referenced and the usual usings.</summary>
public abstract class AnalyzerVerifier<TAnalyzer> : CSharpAnalyzerVerifier<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public static new DiagnosticResult Diagnostic(string diagnosticId) =>
        CSharpAnalyzerVerifier<TAnalyzer, DefaultVerifier>.Diagnostic(diagnosticId).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    public static new DiagnosticResult Diagnostic(DiagnosticDescriptor descriptor) =>
        CSharpAnalyzerVerifier<TAnalyzer, DefaultVerifier>.Diagnostic(descriptor).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    public static new Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new AnalyzerTest<TAnalyzer> { TestCode = source };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(CancellationToken.None);
    }
}

/// <summary>A test over several files, projects or settings.</summary>
public class AnalyzerTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public AnalyzerTest()
    {
        TestState.AdditionalReferences.AddRange(References.All);
        Usings = ("/0/GlobalUsings.g.cs", Compile.GlobalUsings);
    }

    /// <summary>The file of global usings that the project has besides its sources.</summary>
    public (string Filename, string Content)? Usings { get; set; }

    /// <summary>MSBuild properties that the compiler sees (<c>ShardSafetyMode</c>).</summary>
    public Dictionary<string, string> Properties { get; } = [];

    /// <summary>Severities as an <c>.editorconfig</c> sets them (<c>["SHARD2001"] = "error"</c>).</summary>
    public Dictionary<string, string> Severities { get; } = [];

    public new Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (Usings is { } usings)
        {
            TestState.Sources.Add(usings);
            foreach (var (_, project) in TestState.AdditionalProjects)
            {
                project.Sources.Add(usings);
            }
        }

        if (Properties.Count > 0)
        {
            TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + Lines(Properties, "build_property.", "")));
        }

        if (Severities.Count > 0)
        {
            TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + Lines(Severities, "dotnet_diagnostic.", ".severity")));
        }

        return base.RunAsync(cancellationToken);
    }

    private static string Lines(Dictionary<string, string> values, string prefix, string suffix) =>
        string.Concat(values.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{prefix}{pair.Key}{suffix} = {pair.Value}\n")));
}
