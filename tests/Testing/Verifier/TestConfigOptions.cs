using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The <c>.editorconfig</c> and <c>.globalconfig</c> files of a test, as the compiler reads them.</summary>
internal sealed class TestConfigOptions : SyntaxTreeOptionsProvider
{
    private readonly ImmutableDictionary<SyntaxTree, AnalyzerConfigOptionsResult> _byTree;
    private readonly AnalyzerConfigOptionsResult _global;

    public TestConfigOptions(SourceFileCollection files, IEnumerable<SyntaxTree> trees)
    {
        var set = AnalyzerConfigSet.Create(files.Select(file => AnalyzerConfig.Parse(SourceText.From(file.Content), file.Filename)).ToList());
        _global = set.GlobalConfigOptions;
        _byTree = trees.ToImmutableDictionary(tree => tree, tree => set.GetOptionsForSourcePath(tree.FilePath));
        ForAnalyzers = new Provider(_global, _byTree);
    }

    public AnalyzerConfigOptionsProvider ForAnalyzers { get; }

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        return _byTree.TryGetValue(tree, out var options) && options.TreeOptions.TryGetValue(diagnosticId, out severity);
    }

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _global.TreeOptions.TryGetValue(diagnosticId, out severity);

    private sealed class Provider(AnalyzerConfigOptionsResult global, ImmutableDictionary<SyntaxTree, AnalyzerConfigOptionsResult> byTree) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(global.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) =>
            byTree.TryGetValue(tree, out var options) ? new Options(options.AnalyzerOptions) : new Options(ImmutableDictionary<string, string>.Empty);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(ImmutableDictionary<string, string>.Empty);
    }

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
