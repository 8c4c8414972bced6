using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>
/// Which pairs of joined sources PostgreSQL considers (<c>join_search_one_level</c> in <c>joinrels.c</c>): Citus is told each.
/// </summary>
internal sealed class JoinSearch(PlannerRoot root)
{
    /// <summary>Beyond so many members one order is tried instead of all, as PostgreSQL's genetic search would.</summary>
    private const int ExhaustiveLimit = 9;

    private readonly JoinLegality _legality = new(root);
    private readonly JoinRecorder _recorder = new(root);
    private readonly List<Clause> _clauses = root.Rels.Values.SelectMany(static rel => rel.JoinClauses).Distinct().ToList();
    private readonly HashSet<ulong> _dummies = new(root.Rels.Values.Where(static rel => rel.IsDummy).Select(static rel => rel.Bit));

    public bool Run(JoinList list)
    {
        var whole = Join(list);
        return whole != 0 && _dummies.Contains(whole);
    }

    private ulong Join(JoinList list)
    {
        if (list.Items is not { } items)
        {
            return root.Rels.TryGetValue(list.Source, out var rel) ? rel.Bit : 0;
        }

        var initial = items.Select(Join).Where(static bits => bits != 0).ToList();
        if (initial.Count <= 1)
        {
            return initial.Count == 0 ? 0 : initial[0];
        }

        _legality.Initial = initial;
        return initial.Count > ExhaustiveLimit ? Greedy(initial) : Exhaustive(initial);
    }

    private ulong Exhaustive(List<ulong> initial)
    {
        var levels = new List<List<ulong>> { new(), initial };
        for (var level = 2; level <= initial.Count; level++)
        {
            var made = new List<ulong>();
            levels.Add(made);
            for (var i = 0; i < levels[level - 1].Count; i++)
            {
                var old = levels[level - 1][i];
                var byClause = HasClauses(old) || _legality.IsRestricted(old);
                for (var k = byClause && level == 2 ? i + 1 : 0; k < initial.Count; k++)
                {
                    if ((old & initial[k]) == 0 && (!byClause || Relevant(old, initial[k])))
                    {
                        Make(old, initial[k], made);
                    }
                }
            }

            Bushy(levels, level, made);
            if (made.Count == 0)
            {
                foreach (var old in levels[level - 1])
                {
                    foreach (var other in initial)
                    {
                        if ((old & other) == 0)
                        {
                            Make(old, other, made);
                        }
                    }
                }
            }
        }

        return initial.Aggregate(0UL, static (all, bits) => all | bits);
    }

    private void Bushy(List<List<ulong>> levels, int level, List<ulong> made)
    {
        for (var k = 2; k <= level - k; k++)
        {
            for (var i = 0; i < levels[k].Count; i++)
            {
                var old = levels[k][i];
                if (!HasClauses(old) && !_legality.IsRestricted(old))
                {
                    continue;
                }

                for (var n = k == level - k ? i + 1 : 0; n < levels[level - k].Count; n++)
                {
                    var other = levels[level - k][n];
                    if ((old & other) == 0 && Relevant(old, other))
                    {
                        Make(old, other, made);
                    }
                }
            }
        }
    }

    private ulong Greedy(List<ulong> initial)
    {
        var clumps = new List<ulong>();
        var ignored = new List<ulong>();
        foreach (var next in initial.Concat(initial))
        {
            if (clumps.Exists(clump => (clump & next) != 0))
            {
                continue;
            }

            var current = next;
            for (var i = 0; i < clumps.Count; i++)
            {
                if (Relevant(clumps[i], current) && Make(clumps[i], current, ignored))
                {
                    current |= clumps[i];
                    clumps.RemoveAt(i);
                    i = -1;
                }
            }

            clumps.Add(current);
        }

        return initial.Aggregate(0UL, static (all, bits) => all | bits);
    }

    private bool HasClauses(ulong bits) =>
        _clauses.Exists(clause => (clause.Required & bits) != 0 && (clause.Required & ~bits) != 0) || ImpliedEqualities.ReachesOut(root, bits);

    private bool HasRelevantClause(ulong first, ulong second) =>
        _clauses.Exists(clause => (clause.Required & first) != 0 && (clause.Required & second) != 0) || ImpliedEqualities.Connects(root, first, second);

    private bool Relevant(ulong first, ulong second) =>
        HasRelevantClause(first, second) || _legality.HasOrderRestriction(first, second, HasRelevantClause);

    private bool Make(ulong first, ulong second, List<ulong> made)
    {
        if (!_legality.IsLegal(first, second, out var special, out var reversed))
        {
            return false;
        }

        if (reversed)
        {
            (first, second) = (second, first);
        }

        var whole = first | second;
        if (!made.Contains(whole))
        {
            made.Add(whole);
        }

        if (!_dummies.Contains(whole))
        {
            var clauses = _clauses.FindAll(clause =>
                (clause.Required & ~whole) == 0 && (clause.Required & ~first) != 0 && (clause.Required & ~second) != 0);
            if (_recorder.Record(first, second, special, clauses, _dummies))
            {
                _dummies.Add(whole);
            }
        }

        return true;
    }
}
