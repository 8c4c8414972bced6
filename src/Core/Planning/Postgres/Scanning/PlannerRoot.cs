using System;
using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>What planning one query level knows (<c>PlannerInfo</c>). Its <see cref="Query"/> is rewritten in place.</summary>
internal sealed class PlannerRoot(PgQuery query, PlannerRoot? parent, PlannerGlobal global)
{
    private readonly Dictionary<int, int> _indexes = new();

    public PgQuery Query { get; } = query;

    public PlannerRoot? Parent { get; } = parent;

    public PlannerGlobal Global { get; } = global;

    public List<AppendArm> AppendArms { get; } = new();

    /// <summary>The relations of the join tree and of UNION ALL arms, by source number.</summary>
    public Dictionary<int, Rel> Rels { get; } = new();

    public List<EquivalenceClass> Equivalences { get; } = new();

    public List<SpecialJoin> SpecialJoins { get; } = new();

    public List<PgPlaceholder> Placeholders { get; } = new();

    public bool HasLateral { get; set; }

    public bool HasPseudoConstantQuals { get; set; }

    /// <summary>The roots of set-operation arms and of subqueries in FROM, by source number.</summary>
    public Dictionary<int, PlannerRoot> SubRoots { get; } = new();

    /// <summary>It was proved to give no row.</summary>
    public bool IsDummy { get; set; }

    /// <summary>The bit of a source of this level; 0 for any other.</summary>
    public ulong Bit(int source)
    {
        if (!Query.Owns(source))
        {
            return 0;
        }

        if (!_indexes.TryGetValue(source, out var index))
        {
            index = _indexes.Count;
            if (index >= 63)
            {
                throw new PlanningLimitException("a query joins more than 63 sources");
            }

            _indexes[source] = index;
        }

        return 1UL << index;
    }

    /// <summary>The sources of this level that an expression needs (<c>pull_varnos</c>).</summary>
    public ulong Bits(PgExpr? expr)
    {
        switch (expr)
        {
            case null:
                return 0;
            case PgVar var:
                return Bit(var.Source);
            case PgPlaceholder placeholder:
                var bits = 0UL;
                foreach (var source in placeholder.Sources)
                {
                    bits |= Bit(source);
                }

                return bits;
            case PgSubLink link:
                var vars = new List<PgVar>();
                PgWalk.Vars(link, vars);
                var all = 0UL;
                foreach (var var in vars)
                {
                    all |= Bit(var.Source);
                }

                return all;
        }

        var sum = 0UL;
        foreach (var arg in expr.Args)
        {
            sum |= Bits(arg);
        }

        return sum;
    }

    public ulong Bits(PgJoinNode node)
    {
        var bits = 0UL;
        foreach (var leaf in PgWalk.Leaves(node))
        {
            bits |= Bit(leaf);
        }

        return bits;
    }

    /// <summary>The source with that bit.</summary>
    public IEnumerable<int> Sources(ulong bits)
    {
        foreach (var pair in _indexes)
        {
            if ((bits & (1UL << pair.Value)) != 0)
            {
                yield return pair.Key;
            }
        }
    }

    public static bool IsSingle(ulong bits) => bits != 0 && (bits & (bits - 1)) == 0;

    /// <summary>The root, this or an outer one, that owns a source.</summary>
    public PlannerRoot? OwnerOf(int source)
    {
        for (var root = this; root is not null; root = root.Parent)
        {
            if (root.Query.Owns(source))
            {
                return root;
            }
        }

        return null;
    }
}

/// <summary>An arm of a UNION ALL that became part of its parent's level (<c>AppendRelInfo</c>).</summary>
/// <param name="Parent">The source that stands for the union.</param>
/// <param name="Child">The arm.</param>
internal sealed record AppendArm(int Parent, int Child)
{
    /// <summary>What the union's columns are in the arm.</summary>
    public List<PgExpr> Columns { get; set; } = new();
}

/// <summary>The statement is larger than the planner's model of it can hold; it is unknown.</summary>
internal sealed class PlanningLimitException(string message) : Exception(message);
