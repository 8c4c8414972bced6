using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>
/// A query level that planning rewrites in place (compare <c>Query</c> in <c>parsenodes.h</c>). Copies keep the sources'
/// numbers, so a copy is never put beside its original.
/// </summary>
internal sealed class PgQuery
{
    private Dictionary<int, PgSource>? _byId;

    public CommandKind Command { get; set; } = CommandKind.Select;

    public List<PgCte> Ctes { get; set; } = new();

    public List<PgSource> Sources { get; set; } = new();

    public PgFrom From { get; set; } = new(new List<PgJoinNode>(), null);

    /// <summary>The select list; what GROUP BY, ORDER BY and DISTINCT ON name beside it follows as junk.</summary>
    public List<PgTarget> Targets { get; set; } = new();

    /// <summary>The targets grouped by.</summary>
    public List<int> GroupRefs { get; set; } = new();

    public bool HasGroupingSets { get; set; }

    public PgExpr? Having { get; set; }

    public bool Distinct { get; set; }

    /// <summary>The targets of DISTINCT ON; empty for plain DISTINCT.</summary>
    public List<int> DistinctRefs { get; set; } = new();

    /// <summary>The targets ordered by.</summary>
    public List<int> OrderRefs { get; set; } = new();

    public PgExpr? Limit { get; set; }

    public PgExpr? Offset { get; set; }

    public PgSetNode? SetOperation { get; set; }

    public bool HasRowLocks { get; set; }

    public bool HasAggregates { get; set; }

    public bool HasSubLinks { get; set; }

    public bool HasTargetSets { get; set; }

    public bool HasModifyingCte { get; set; }

    public bool HasRecursive { get; set; }

    /// <summary>What a write returns.</summary>
    public List<PgTarget> Returning { get; set; } = new();

    /// <summary>What a write does; its target is the source with <see cref="ResultSource"/>.</summary>
    public PgWrite? Write { get; set; }

    /// <summary>The length of the range table, joins included.</summary>
    public int RangeLength { get; set; }

    /// <summary>The number of the source that is written to, or -1.</summary>
    public int ResultSource { get; set; } = -1;

    public Origin At { get; set; } = Origin.None;

    public bool IsGrouped => GroupRefs.Count > 0;

    public bool HasWindows { get; set; }

    public IEnumerable<PgExpr> GroupBy => GroupRefs.Select(index => Targets[index].Expr);

    /// <summary>The expressions that DISTINCT compares.</summary>
    public IEnumerable<PgExpr> DistinctExprs =>
        DistinctRefs.Count > 0 ? DistinctRefs.Select(index => Targets[index].Expr) : Targets.Where(target => !target.IsJunk).Select(target => target.Expr);

    /// <summary>The window calls of the select list.</summary>
    public List<PgWindow> Windows()
    {
        var found = new List<PgWindow>();
        if (HasWindows)
        {
            foreach (var target in Targets)
            {
                PgWalk.Any(target.Expr, part =>
                {
                    if (part is PgWindow window)
                    {
                        found.Add(window);
                    }

                    return false;
                });
            }
        }

        return found;
    }

    public PgSource? Find(int id)
    {
        if (_byId is null || _byId.Count != Sources.Count)
        {
            _byId = new Dictionary<int, PgSource>(Sources.Count);
            foreach (var source in Sources)
            {
                _byId[source.Id] = source;
            }
        }

        return _byId.TryGetValue(id, out var found) ? found : null;
    }

    public bool Owns(int id) => Find(id) is not null;

    /// <summary>Turns it into another query, as recursive planning overwrites a subquery with the reading of its result.</summary>
    public void Become(PgQuery other)
    {
        Command = other.Command;
        Ctes = other.Ctes;
        Sources = other.Sources;
        From = other.From;
        Targets = other.Targets;
        GroupRefs = other.GroupRefs;
        HasGroupingSets = other.HasGroupingSets;
        Having = other.Having;
        Distinct = other.Distinct;
        DistinctRefs = other.DistinctRefs;
        OrderRefs = other.OrderRefs;
        Limit = other.Limit;
        Offset = other.Offset;
        SetOperation = other.SetOperation;
        HasRowLocks = other.HasRowLocks;
        HasAggregates = other.HasAggregates;
        HasSubLinks = other.HasSubLinks;
        HasTargetSets = other.HasTargetSets;
        HasModifyingCte = other.HasModifyingCte;
        HasRecursive = other.HasRecursive;
        Returning = other.Returning;
        Write = other.Write;
        ResultSource = other.ResultSource;
        RangeLength = other.RangeLength;
        At = other.At;
        HasWindows = other.HasWindows;
        _byId = null;
    }

    public void Touch() => _byId = null;

    /// <summary>Appends a source to the range table.</summary>
    public void Append(PgSource source)
    {
        Sources.Add(source);
        source.Index = ++RangeLength;
        _byId = null;
    }

    /// <summary>Appends another query's range table, as pulling it up does.</summary>
    public void AppendAll(PgQuery other)
    {
        foreach (var source in other.Sources)
        {
            source.Index += RangeLength;
            Sources.Add(source);
        }

        RangeLength += other.RangeLength;
        _byId = null;
    }
}

/// <summary>A WITH item.</summary>
internal sealed class PgCte(int id, string name, PgQuery query)
{
    public int Id { get; } = id;

    public string Name { get; } = name;

    public PgQuery Query { get; set; } = query;

    public bool Recursive { get; init; }

    public bool Searches { get; init; }

    /// <summary>MATERIALIZED, NOT MATERIALIZED, or neither.</summary>
    public bool? Materialized { get; init; }

    public int References { get; set; }
}

/// <summary>A column of the select list.</summary>
internal sealed class PgTarget(string name, PgExpr expr, bool junk = false)
{
    /// <summary>Not in the select list as written.</summary>
    public bool IsJunk { get; } = junk;

    public string Name { get; } = name;

    public PgExpr Expr { get; } = expr;

    public PgTarget With(PgExpr expr) => ReferenceEquals(expr, Expr) ? this : new PgTarget(Name, expr, IsJunk);
}

internal abstract class PgSetNode;

internal sealed class PgSetLeaf(int source) : PgSetNode
{
    public int Source { get; } = source;
}

internal sealed class PgSetBranch(SetKind kind, bool all, PgSetNode left, PgSetNode right) : PgSetNode
{
    public SetKind Kind { get; } = kind;

    public bool All { get; } = all;

    public PgSetNode Left { get; } = left;

    public PgSetNode Right { get; } = right;
}
