using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.Walking;

namespace ShardSafety.Core.LinqReading.Flow.Results;

/// <summary>
/// Follows members by themselves, on behalf of one analysis. A member that is asked for while it is being followed is taken
/// to depend on its caller; what rests on that is not kept for others.
/// </summary>
internal sealed class SummaryReader(FlowContext flow, CancellationToken cancellationToken)
{
    private const int MostNested = 30;

    private readonly Dictionary<ISymbol, Summary> _own = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _running = new(SymbolEqualityComparer.Default);
    private int _lowest = int.MaxValue;

    public Summary Of(ISymbol unit)
    {
        var definition = unit.OriginalDefinition;
        if (flow.Summaries.TryGet(definition, out var kept) || _own.TryGetValue(definition, out kept!))
        {
            return kept;
        }

        if (_running.TryGetValue(definition, out var index))
        {
            _lowest = System.Math.Min(_lowest, index);
            return new Summary { Dependent = true };
        }

        if (_running.Count >= MostNested)
        {
            _lowest = -1;
            return new Summary { Dependent = true };
        }

        var blocks = BlocksOf(definition);
        return blocks.IsEmpty ? Summary.Nothing : Of(definition, blocks);
    }

    /// <summary>Follows a member whose operations are at hand.</summary>
    public Summary Of(ISymbol definition, ImmutableArray<IOperation> blocks)
    {
        if (flow.Summaries.TryGet(definition, out var kept))
        {
            return kept;
        }

        var own = _running.Count;
        var outer = _lowest;
        _lowest = int.MaxValue;
        _running.Add(definition, own);
        var summary = MemberWalk.Follow(flow, this, definition, blocks, own * 20, cancellationToken);
        _running.Remove(definition);
        summary = summary with { Provisional = _lowest < own };
        _lowest = System.Math.Min(_lowest < own ? _lowest : int.MaxValue, outer);
        _own[definition] = summary;
        flow.Summaries.Keep(definition, summary);
        return summary;
    }

    private ImmutableArray<IOperation> BlocksOf(ISymbol unit)
    {
        var operation = unit is IMethodSymbol method ? flow.BodyOf(method, cancellationToken) : Initializers.Of(unit, flow, cancellationToken);
        return operation is null ? ImmutableArray<IOperation>.Empty : [operation];
    }
}
