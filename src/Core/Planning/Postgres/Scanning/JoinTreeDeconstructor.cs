using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>A list of sources to join in any order, some of them lists that are joined first.</summary>
internal sealed class JoinList
{
    public int Source { get; init; } = -1;

    public List<JoinList>? Items { get; init; }

    public int Count => Items?.Count ?? 1;
}

/// <summary>Walks the join tree: distributes its conditions and notes joins whose place is not free (<c>deconstruct_jointree</c>).</summary>
internal sealed class JoinTreeDeconstructor(PlannerRoot root, ClauseDistributor distributor)
{
    private const int CollapseLimit = 8;

    public JoinList Run() => Recurse(root.Query.From, false, out _, out _);

    private JoinList Recurse(PgJoinNode node, bool belowOuterJoin, out ulong scope, out ulong innerJoined)
    {
        switch (node)
        {
            case PgFrom from:
                return From(from, belowOuterJoin, out scope, out innerJoined);
            case PgJoin join:
                return Join(join, belowOuterJoin, out scope, out innerJoined);
            default:
                var source = ((PgLeaf)node).Source;
                scope = root.Bit(source);
                innerJoined = 0;
                return new JoinList { Source = source };
        }
    }

    private JoinList From(PgFrom from, bool belowOuterJoin, out ulong scope, out ulong innerJoined)
    {
        scope = 0;
        innerJoined = 0;
        var items = new List<JoinList>();
        var remaining = from.Items.Count;
        foreach (var item in from.Items)
        {
            var sub = Recurse(item, belowOuterJoin, out var subScope, out innerJoined);
            scope |= subScope;
            remaining--;
            var members = sub.Items?.Count ?? 1;
            if (members <= 1 || items.Count + members + remaining <= CollapseLimit)
            {
                AddAll(items, sub);
            }
            else
            {
                items.Add(sub);
            }
        }

        if (from.Items.Count > 1)
        {
            innerJoined = scope;
        }

        foreach (var clause in QualCanonicalizer.Clauses(from.Quals))
        {
            distributor.Distribute(clause, belowOuterJoin, scope, 0, 0, false);
        }

        return new JoinList { Items = items };
    }

    private JoinList Join(PgJoin join, bool belowOuterJoin, out ulong scope, out ulong innerJoined)
    {
        var leftBelow = belowOuterJoin || join.Kind == JoinKind.Full;
        var rightBelow = leftBelow || join.Kind is JoinKind.Left or JoinKind.Anti;
        var left = Recurse(join.Left, leftBelow, out var leftScope, out var leftInner);
        var right = Recurse(join.Right, rightBelow, out var rightScope, out var rightInner);
        scope = leftScope | rightScope;
        innerJoined = join.Kind == JoinKind.Inner ? scope : leftInner | rightInner;
        var kept = join.Kind switch
        {
            JoinKind.Left or JoinKind.Anti => leftScope,
            JoinKind.Full => scope,
            _ => 0UL,
        };
        SpecialJoin? special = null;
        var joinScope = 0UL;
        if (join.Kind != JoinKind.Inner)
        {
            special = SpecialJoinMaker.Make(root, join, leftScope, rightScope, innerJoined);
            joinScope = join.Kind == JoinKind.Semi ? 0 : special.MinLeft | special.MinRight;
        }

        foreach (var clause in QualCanonicalizer.Clauses(join.Quals))
        {
            distributor.Distribute(clause, belowOuterJoin, scope, joinScope, kept, join.Kind == JoinKind.Full);
        }

        if (special is not null)
        {
            root.SpecialJoins.Add(special);
        }

        var both = new List<JoinList>();
        if (join.Kind == JoinKind.Full)
        {
            both.Add(left);
            both.Add(right);
            return new JoinList { Items = new List<JoinList> { new() { Items = both } } };
        }

        if (left.Count + right.Count <= CollapseLimit)
        {
            AddAll(both, left);
            AddAll(both, right);
        }
        else
        {
            both.Add(left.Count == 1 && left.Items is { } single ? single[0] : left);
            both.Add(right.Count == 1 && right.Items is { } other ? other[0] : right);
        }

        return new JoinList { Items = both };
    }

    private static void AddAll(List<JoinList> into, JoinList list)
    {
        if (list.Items is { } items)
        {
            into.AddRange(items);
        }
        else
        {
            into.Add(list);
        }
    }
}
