using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Findings;
using ShardSafety.Core.SqlTexts;
using ShardSafety.Core.SqlTexts.Sites;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>Reports what the SQL texts in C# do on the cluster.</summary>
internal static class SqlTextReporting
{
    public static void Register(CompilationStartAnalysisContext context, AnalysisScope scope)
    {
        var judge = new SqlTextJudge(context.Compilation, scope.Options.Planner);
        context.RegisterOperationAction(
            operation =>
            {
                if (SqlSites.MayBe(operation.Operation))
                {
                    scope.Run("a SQL text", operation.Operation.Syntax.GetLocation(), operation.ReportDiagnostic, operation.CancellationToken, () => Report(operation, judge, scope));
                }
            },
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment);
    }

    private static void Report(OperationAnalysisContext context, SqlTextJudge judge, AnalysisScope scope)
    {
        foreach (var finding in judge.Judge(context.Operation, context.CancellationToken))
        {
            var covered = Allowances.Covering(context.ContainingSymbol) is { } reason ? finding with { AllowedBecause = reason } : finding;
            FindingReporter.Report(scope, covered, context.ReportDiagnostic, context.CancellationToken);
        }
    }
}
