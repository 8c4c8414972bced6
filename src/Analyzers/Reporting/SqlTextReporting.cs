using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Findings;
using ShardSafety.Core.SqlTexts;
using ShardSafety.Core.SqlTexts.Sites;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>Reports what the SQL texts in C# do on the cluster.</summary>
internal sealed class SqlTextReporting(AnalysisScope scope)
{
    private readonly SqlTextJudge _judge = new(scope.Compilation, scope.Options.Planner);

    public void Look(IOperation operation, OperationBlockAnalysisContext context)
    {
        if (SqlSites.MayBe(operation))
        {
            scope.Run("a SQL text", operation.Syntax.GetLocation(), context.ReportDiagnostic, context.CancellationToken, () => Report(operation, context));
        }
    }

    private void Report(IOperation operation, OperationBlockAnalysisContext context)
    {
        foreach (var finding in _judge.Judge(operation, context.CancellationToken))
        {
            var covered = Allowances.Covering(context.OwningSymbol) is { } reason ? finding with { AllowedBecause = reason } : finding;
            FindingReporter.Report(scope, covered, context.ReportDiagnostic, context.CancellationToken);
        }
    }
}
