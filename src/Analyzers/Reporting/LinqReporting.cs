using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Findings;
using ShardSafety.Core.LinqReading.Flow;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Translation;
using ShardSafety.Core.Planning;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>Reports what LINQ queries and writes do on the cluster, where they run.</summary>
internal sealed class LinqReporting
{
    private readonly AnalysisScope _scope;
    private readonly object _gate = new();
    private FlowContext? _flow;

    private LinqReporting(AnalysisScope scope) => _scope = scope;

    public static void Register(CompilationStartAnalysisContext context, AnalysisScope scope)
    {
        // Without EF Core there is no LINQ that becomes SQL.
        if (context.Compilation.GetTypesByMetadataName("Microsoft.EntityFrameworkCore.DbContext").IsEmpty)
        {
            return;
        }

        var reporting = new LinqReporting(scope);
        context.RegisterOperationBlockAction(block => scope.Run(
            "queries in '" + block.OwningSymbol.Name + "'",
            PlaceOf(block),
            block.ReportDiagnostic,
            block.CancellationToken,
            () => reporting.Report(block)));
    }

    private void Report(OperationBlockAnalysisContext block)
    {
        var findings = FlowEngine.Analyze(Flow(block.CancellationToken), block.OwningSymbol, block.OperationBlocks, block.CancellationToken);
        foreach (var finding in findings)
        {
            var covered = finding.AllowedBecause is null && Allowances.Covering(block.OwningSymbol) is { } reason
                ? finding with { AllowedBecause = reason }
                : finding;

            // What Find says of the parts of the key is all there is to say of a Find that cannot be judged.
            var isSaid = finding.Plan.Verdict == Verdict.Unknown && findings.Any(other => other.Kind == FindingKind.FindKeyParts && other.At == finding.At);
            FindingReporter.Report(_scope, covered, block.ReportDiagnostic, block.CancellationToken, inventoryOnly: isSaid && finding.Kind == FindingKind.Query);
        }
    }

    /// <summary>What following queries needs of the compilation, made by the first block that asks.</summary>
    private FlowContext Flow(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _flow) is { } known)
        {
            return known;
        }

        lock (_gate)
        {
            if (_flow is null)
            {
                var model = _scope.Model(cancellationToken);
                Volatile.Write(ref _flow, new FlowContext(_scope.Compilation, model, _scope.Options.Planner, new LinqTranslator(model, _scope.Compilation, CancellationToken.None)));
            }

            return _flow!;
        }
    }

    private static Location PlaceOf(OperationBlockAnalysisContext block) =>
        block.OwningSymbol.Locations.FirstOrDefault(location => location.SourceTree == block.OperationBlocks.FirstOrDefault()?.Syntax.SyntaxTree)
        ?? block.OperationBlocks.FirstOrDefault()?.Syntax.GetLocation()
        ?? Location.None;
}
