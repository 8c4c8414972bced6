using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.Walking;

namespace ShardSafety.Core.LinqReading.Flow.Results;

/// <summary>
/// Follows members by themselves, on behalf of one analysis. What a member calls is followed before it; members that call
/// one another are followed together, first as if none of them depended on its caller, then again with what that came to,
/// until it stays as it is.
/// </summary>
/// <remarks>
/// Calls that symbols do not show (through functions, say) are found only while a member is followed. What then rests on a
/// member that is not settled yet is not kept for others.
/// </remarks>
internal sealed class SummaryReader(FlowContext flow, CancellationToken cancellationToken)
{
    private const int MostNested = 30;
    private const int MostRounds = 6;

    /// <summary>How many milliseconds go by before one that waits for another looks whether it is still wanted.</summary>
    private const int MostWaited = 50;

    /// <summary>What holds for this analysis alone, since it rests on members that are being followed.</summary>
    private readonly Dictionary<ISymbol, Summary> _own = new(SymbolEqualityComparer.Default);

    /// <summary>Of members that call one another: what the round before came to, and how many were running when the first began.</summary>
    private readonly Dictionary<ISymbol, (Summary Summary, int Index)> _assumed = new(SymbolEqualityComparer.Default);
    private int _running;
    private int _assumptionsUsed;
    private int _lowest = int.MaxValue;

    public Summary Of(ISymbol unit)
    {
        var definition = unit.OriginalDefinition;
        if (Known(definition) is { } known)
        {
            return known;
        }

        if (_running >= MostNested)
        {
            _lowest = -1;
            return new Summary { Dependent = true };
        }

        if (definition is IMethodSymbol method)
        {
            foreach (var group in flow.Calls.GroupsFrom(method, IsKnown, cancellationToken))
            {
                FollowTogether(group);
            }

            return Known(definition) ?? Summary.Nothing;
        }

        var blocks = BlocksOf(definition);
        return blocks.IsEmpty ? Summary.Nothing : Kept(definition, Follow(definition, blocks));
    }

    /// <summary>Follows a member whose operations are at hand.</summary>
    public Summary Of(ISymbol definition, ImmutableArray<IOperation> blocks)
    {
        if (flow.Summaries.TryGet(definition, out var kept))
        {
            return kept;
        }

        var summary = Follow(definition, blocks);

        // What it calls may call it in turn; then it was followed together with that.
        return flow.Summaries.TryGet(definition, out kept) ? kept : Kept(definition, summary);
    }

    private bool IsKnown(ISymbol definition) =>
        flow.Summaries.TryGet(definition, out _) || _own.ContainsKey(definition) || _assumed.ContainsKey(definition);

    private Summary? Known(ISymbol definition)
    {
        if (flow.Summaries.TryGet(definition, out var kept) || _own.TryGetValue(definition, out kept!))
        {
            return kept;
        }

        if (_assumed.TryGetValue(definition, out var assumed))
        {
            _assumptionsUsed++;
            _lowest = System.Math.Min(_lowest, assumed.Index);
            return assumed.Summary;
        }

        return null;
    }

    private Summary Kept(ISymbol definition, Summary summary)
    {
        _own[definition] = summary;
        flow.Summaries.Keep(definition, summary);
        return summary;
    }

    private Summary Follow(ISymbol definition, ImmutableArray<IOperation> blocks)
    {
        var own = _running;
        var outer = _lowest;
        _lowest = int.MaxValue;
        _running++;
        var summary = MemberWalk.Follow(flow, this, definition, blocks, own * 20, cancellationToken);
        _running--;
        summary = summary with { Provisional = _lowest < own };
        _lowest = System.Math.Min(_lowest < own ? _lowest : int.MaxValue, outer);
        return summary;
    }

    /// <summary>Follows members that call one another, on behalf of one analysis at a time: the others that come to them wait for what it finds.</summary>
    /// <remarks>Whoever holds the gate waits for nobody, so that none waits for ever.</remarks>
    private void FollowTogether(List<IMethodSymbol> group)
    {
        if (group.Count == 1)
        {
            Settle(group);
            return;
        }

        while (!Monitor.TryEnter(flow.Summaries.Circles, MostWaited))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        try
        {
            Settle(group);
        }
        finally
        {
            Monitor.Exit(flow.Summaries.Circles);
        }
    }

    /// <summary>Follows members until what each tells its callers is what the others took for granted.</summary>
    private void Settle(List<IMethodSymbol> group)
    {
        group.RemoveAll(m => IsKnown(m) || BlocksOf(m).IsEmpty);
        group.Sort(static (a, b) => KnownTypes.InOrder(a, b));
        var index = _running;
        foreach (var member in group)
        {
            _assumed[member] = (Summary.Nothing, index);
        }

        var found = new Summary[group.Count];
        for (var (round, isSettled) = (0, false); round < MostRounds && !isSettled; round++)
        {
            var (used, own) = (_assumptionsUsed, new HashSet<ISymbol>(_own.Keys, SymbolEqualityComparer.Default));
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = Follow(group[i], BlocksOf(group[i]));
            }

            isSettled = used == _assumptionsUsed || !Assume(group, found, index, isFirst: round == 0);
            foreach (var made in _own.Keys.Where(k => !own.Contains(k)).ToList())
            {
                _own.Remove(made);
            }
        }

        for (var i = 0; i < found.Length; i++)
        {
            _assumed.Remove(group[i]);
            Kept(group[i], found[i]);
        }
    }

    /// <summary>Takes what was found for granted; whether that is more than before.</summary>
    private bool Assume(List<IMethodSymbol> group, Summary[] found, int index, bool isFirst)
    {
        var isMore = false;
        for (var i = 0; i < found.Length; i++)
        {
            var before = _assumed[group[i]].Summary;
            var now = found[i] with
            {
                Dependent = found[i].Dependent || before.Dependent,
                Changes = found[i].Changes || before.Changes,
                HandsOut = found[i].HandsOut || before.HandsOut,
            };
            isMore |= !now.Tells(before) || (isFirst && !now.Judged.IsEmpty);
            _assumed[group[i]] = (now, index);
        }

        return isMore;
    }

    private ImmutableArray<IOperation> BlocksOf(ISymbol unit)
    {
        var operation = unit is IMethodSymbol method ? flow.BodyOf(method, cancellationToken) : Initializers.Of(unit, flow, cancellationToken);
        return operation is null ? ImmutableArray<IOperation>.Empty : [operation];
    }
}
