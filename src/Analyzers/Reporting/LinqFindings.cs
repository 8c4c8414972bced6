using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Findings;
using ShardSafety.Core.LinqReading.Flow;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Translation;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>LINQ queries, followed from where they start to where they run.</summary>
internal sealed class LinqFindings(AnalysisScope scope) : FindingSource
{
    private readonly Lazy<FlowContext> _flow = new(() => Read(scope), LazyThreadSafetyMode.ExecutionAndPublication);

    public override string Name => "LINQ queries";

    public override IEnumerable<QueryFinding> Find(OperationBlockAnalysisContext block) =>
        FlowEngine.Analyze(_flow.Value, block.OwningSymbol, block.OperationBlocks, block.CancellationToken);

    /// <summary>Without the token of whoever asks first: what is read here is everyone's.</summary>
    private static FlowContext Read(AnalysisScope scope)
    {
        var model = scope.Model(CancellationToken.None);
        return new FlowContext(scope.Compilation, model, scope.Options.Planner, new LinqTranslator(model, scope.Compilation, CancellationToken.None));
    }
}
