using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Reporting;
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
        OperationReporting.Register(context, scope);
        LinqReporting.Register(context, scope);
    }
}
