using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.CSharp.Testing;

/// <summary>
/// Runs an analyzer over a project, concurrently, and compares its diagnostics with the expected ones and those in markup,
/// missing and unexpected alike. An analyzer that throws, and code that does not compile, fail the test too.
/// </summary>
public class CSharpAnalyzerTest<TAnalyzer, TVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TVerifier : new()
{
    public SolutionState TestState { get; } = new("TestProject");

    public string TestCode
    {
        set
        {
            if (value is not null)
            {
                TestState.Sources.Add(value);
            }
        }
    }

    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    public List<string> DisabledDiagnostics { get; } = [];

    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    protected virtual CSharpParseOptions CreateParseOptions() => new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    protected virtual CSharpCompilationOptions CreateCompilationOptions() =>
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var expected = new List<DiagnosticResult>(ExpectedDiagnostics);
        var keys = new Dictionary<string, (string Path, TextSpan Span)>();
        var compilation = CreateCompilation(TestState, expected, keys, [], cancellationToken);
        var options = new TestConfigOptions(TestState.AnalyzerConfigFiles, compilation.SyntaxTrees);
        compilation = compilation.WithOptions(compilation.Options
            .WithSyntaxTreeOptionsProvider(options)
            .WithSpecificDiagnosticOptions(DisabledDiagnostics.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))));

        var analysis = compilation.WithAnalyzers(
            [new TAnalyzer()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([], options.ForAnalyzers), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var reported = await analysis.GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<Diagnostic> actual = [.. compilation.GetDiagnostics(cancellationToken).Where(IsWatched), .. reported.Where(d => !d.IsSuppressed)];
        new DiagnosticComparison(compilation, keys, DefaultPath).Verify([.. actual.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan)], expected);
    }

    private string DefaultPath => TestState.Sources.Count == 0 ? "" : TestState.Sources[0].Filename;

    private bool IsWatched(Diagnostic diagnostic) =>
        !diagnostic.IsSuppressed && CompilerDiagnostics switch
        {
            CompilerDiagnostics.None => false,
            CompilerDiagnostics.Errors => diagnostic.Severity >= DiagnosticSeverity.Error,
            CompilerDiagnostics.Warnings => diagnostic.Severity >= DiagnosticSeverity.Warning,
            CompilerDiagnostics.Suggestions => diagnostic.Severity >= DiagnosticSeverity.Info,
            _ => true,
        };

    private CSharpCompilation CreateCompilation(
        ProjectState project,
        List<DiagnosticResult> expected,
        Dictionary<string, (string Path, TextSpan Span)> keys,
        ImmutableHashSet<string> path,
        CancellationToken cancellationToken)
    {
        var trees = new List<SyntaxTree>();
        foreach (var (filename, content) in project.Sources)
        {
            var markup = TestMarkup.Parse(content);
            var tree = CSharpSyntaxTree.ParseText(SourceText.From(markup.Text), CreateParseOptions(), filename, cancellationToken);
            trees.Add(tree);
            foreach (var (name, span) in markup.Spans)
            {
                if (name.StartsWith('#'))
                {
                    keys.Add(name, (filename, span));
                }
                else
                {
                    var id = name.Length > 0 ? name : new TAnalyzer().SupportedDiagnostics.Single().Id;
                    expected.Add(new DiagnosticResult(id, DiagnosticSeverity.Warning)
                        .WithOptions(DiagnosticOptions.IgnoreSeverity | DiagnosticOptions.IgnoreAdditionalLocations)
                        .WithSpan(tree.GetLineSpan(span, cancellationToken)));
                }
            }
        }

        var references = new List<MetadataReference>(project.AdditionalReferences);
        foreach (var name in project.AdditionalProjectReferences)
        {
            if (path.Contains(name))
            {
                throw new InvalidOperationException($"The project '{name}' references itself.");
            }

            references.Add(EmitReference(CreateCompilation(TestState.AdditionalProjects[name], expected, keys, path.Add(name), cancellationToken)));
        }

        return CSharpCompilation.Create(project.AssemblyName, trees, references, CreateCompilationOptions());
    }

    /// <summary>As a build gives it to the compiler: a reference assembly, without bodies.</summary>
    private static PortableExecutableReference EmitReference(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: true, includePrivateMembers: false));
        return result.Success
            ? MetadataReference.CreateFromImage(image.ToArray())
            : throw new InvalidOperationException($"The project '{compilation.AssemblyName}' does not compile:\n{string.Join("\n", result.Diagnostics)}");
    }
}
