using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Reporting;
using ShardSafety.Analyzers.Rules.Analysis;
using ShardSafety.Core.ModelReading;

namespace ShardSafety.Analyzers;

/// <summary>Judges the shard model: what Citus refuses or does slowly with its tables, keys, indexes and foreign keys.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleCatalog.OfModel;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
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
        var findings = new ModelFindings(scope);
        context.RegisterSemanticModelAction(model => scope.Run(
            "the shard model",
            Location.Create(model.SemanticModel.SyntaxTree, default),
            model.ReportDiagnostic,
            model.CancellationToken,
            () =>
            {
                foreach (var diagnostic in findings.In(model.SemanticModel.SyntaxTree, model.CancellationToken))
                {
                    model.ReportDiagnostic(diagnostic);
                }
            }));
        if (!scope.Options.Invalid.IsEmpty)
        {
            context.RegisterCompilationEndAction(end =>
            {
                foreach (var option in scope.Options.Invalid)
                {
                    end.ReportDiagnostic(InvalidOptionValue.Diagnose(scope, option));
                }
            });
        }
    }
}
