using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Testing;

namespace ShardSafety.Generators.Tests.Support;

/// <summary>The generator over source texts, with the real EF Core and Npgsql.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(CSharpCompilation compilation, GeneratorDriverRunResult result, Compilation output)
    {
        Compilation = compilation;
        Result = result;
        Output = (CSharpCompilation)output;
    }

    public CSharpCompilation Compilation { get; }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>With the generated sources.</summary>
    public CSharpCompilation Output { get; }

    public static GeneratorRun Of(params string[] sources) => Of(Compile.Library(sources));

    public static GeneratorRun Of(CSharpCompilation compilation)
    {
        var result = Driver(compilation).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        return new GeneratorRun(compilation, result.GetRunResult(), output);
    }

    public static GeneratorDriver Driver(CSharpCompilation compilation) => CSharpGeneratorDriver.Create(
        [new ShardSafetyGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Names of the generated files.</summary>
    public string[] Files => [.. Result.Results[0].GeneratedSources.Select(s => s.HintName)];

    public string Text(string hintName) => Result.Results[0].GeneratedSources.Single(s => s.HintName == hintName).SourceText.ToString();

    /// <summary>Fails unless everything compiles without an error or warning in generated code, and the generator threw nothing.</summary>
    public GeneratorRun ShouldCompile()
    {
        Result.Results[0].Exception.ShouldBeNull();
        ImmutableArray<Diagnostic> diagnostics = [.. Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true))];
        diagnostics.ShouldBeEmpty();
        return this;
    }
}
