using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Findings;
using ShardSafety.Core.LinqReading.Flow.Results;
using ShardSafety.Core.LinqReading.Flow.Shared;

namespace ShardSafety.Core.LinqReading.Flow;

/// <summary>Finds every place in a member where a query or set-based write runs, and judges what runs there.</summary>
internal static class FlowEngine
{
    /// <summary>
    /// What runs in one member of the compilation. May be called from several threads; the answer does not depend on what
    /// was asked before.
    /// </summary>
    /// <param name="flow">One a compilation.</param>
    /// <param name="owner">The method, accessor, constructor, field or property that the operations belong to.</param>
    /// <param name="blocks">Its operation blocks.</param>
    public static ImmutableArray<QueryFinding> Analyze(FlowContext flow, ISymbol owner, ImmutableArray<IOperation> blocks, CancellationToken cancellationToken)
    {
        if (blocks.IsDefaultOrEmpty)
        {
            return ImmutableArray<QueryFinding>.Empty;
        }

        if (!flow.Touching.Any(blocks, cancellationToken))
        {
            return ImmutableArray<QueryFinding>.Empty;
        }

        return new SummaryReader(flow, cancellationToken).Of(owner.OriginalDefinition, Bodies(flow, owner, blocks)).Findings;
    }

    /// <summary>The blocks of a member, as its body is followed by callers too.</summary>
    private static ImmutableArray<IOperation> Bodies(FlowContext flow, ISymbol owner, ImmutableArray<IOperation> blocks)
    {
        if (owner is not IMethodSymbol method)
        {
            return blocks;
        }

        var root = blocks[0];
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        flow.Remember(method, root);
        return root is IMethodBodyBaseOperation ? [root] : blocks;
    }
}
