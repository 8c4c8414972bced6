using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Reporting;
using ShardSafety.Core.Findings;
using ShardSafety.Core.ModelReading;

namespace ShardSafety.Analyzers;

/// <summary>Judges what runs: LINQ queries, writes, and SQL texts. Reports where they run, while the code is typed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleCatalog.OfQueries;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (!Marks.AnyVisible(context.Compilation, context.CancellationToken))
        {
            return;
        }

        var scope = new AnalysisScope(context.Compilation, AnalysisOptions.Read(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions));
        AllowanceChecks.Register(context, scope);
        SqlTextReporting.Register(context, scope);
        var sources = FindingSources.For(scope);
        context.RegisterOperationBlockAction(block =>
        {
            foreach (var source in sources)
            {
                scope.Run(source.Name, PlaceOf(block), block.ReportDiagnostic, block.CancellationToken, () => Report(source, block, scope));
            }
        });
    }

    private static void Report(FindingSource source, OperationBlockAnalysisContext block, AnalysisScope scope)
    {
        foreach (var finding in source.Find(block))
        {
            var covered = finding.AllowedBecause is null && Allowances.Covering(block.OwningSymbol) is { } reason
                ? finding with { AllowedBecause = reason }
                : finding;
            FindingReporter.Report(scope, covered, block.ReportDiagnostic, block.CancellationToken);
        }
    }

    private static Location PlaceOf(OperationBlockAnalysisContext block) =>
        block.OwningSymbol.Locations.FirstOrDefault(location => location.SourceTree == block.OperationBlocks.FirstOrDefault()?.Syntax.SyntaxTree)
        ?? block.OperationBlocks.FirstOrDefault()?.Syntax.GetLocation()
        ?? Location.None;
}
