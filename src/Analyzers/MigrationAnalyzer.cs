using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Reporting;
using ShardSafety.Core.ModelReading;

namespace ShardSafety.Analyzers;

/// <summary>Judges migrations before they run: what Citus refuses of the tables, constraints and distributions they make and change.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleCatalog.OfMigrations;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.Migrations.Migration") is null
            || !Marks.AnyVisible(context.Compilation, context.CancellationToken))
        {
            return;
        }

        var scope = new AnalysisScope(context.Compilation, AnalysisOptions.Read(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions));
        var findings = new MigrationFindings(scope);
        context.RegisterSemanticModelAction(model => scope.Run(
            "the migrations",
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
    }
}
