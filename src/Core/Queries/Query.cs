using System.Collections.Immutable;

namespace ShardSafety.Core.Queries;

/// <summary>
/// One query level as PostgreSQL's parse analysis would leave it (compare <c>Query</c> in <c>parsenodes.h</c>). Immutable;
/// both front ends make it and the planner rewrites it.
/// </summary>
internal sealed record Query
{
    public Origin At { get; init; } = Origin.None;

    public CommandKind Command { get; init; } = CommandKind.Select;

    public ImmutableArray<CommonTable> With { get; init; } = ImmutableArray<CommonTable>.Empty;

    /// <summary>The range table, without the target of a write, which is <see cref="Write"/>'s.</summary>
    public ImmutableArray<Source> Sources { get; init; } = ImmutableArray<Source>.Empty;

    /// <summary>The join tree; its <see cref="FromList.Where"/> is the query's WHERE.</summary>
    public FromList From { get; init; } = new(ImmutableArray<FromNode>.Empty, null);

    /// <summary>The select list; of a write, what it returns.</summary>
    public ImmutableArray<OutputColumn> Output { get; init; } = ImmutableArray<OutputColumn>.Empty;

    public ImmutableArray<Expr> GroupBy { get; init; } = ImmutableArray<Expr>.Empty;

    /// <summary>The sets of GROUPING SETS, CUBE or ROLLUP; empty for plain grouping. <see cref="GroupBy"/> then lists all their expressions.</summary>
    public ImmutableArray<ImmutableArray<Expr>> GroupingSets { get; init; } = ImmutableArray<ImmutableArray<Expr>>.Empty;

    public Expr? Having { get; init; }

    public bool Distinct { get; init; }

    /// <summary>The expressions of DISTINCT ON; <see cref="Distinct"/> is true as well.</summary>
    public ImmutableArray<Expr> DistinctOn { get; init; } = ImmutableArray<Expr>.Empty;

    public ImmutableArray<OrderItem> OrderBy { get; init; } = ImmutableArray<OrderItem>.Empty;

    public Expr? Limit { get; init; }

    public Expr? Offset { get; init; }

    public bool WithTies { get; init; }

    /// <summary>Set when this is a set operation: its arms are subquery sources of this query. <see cref="From"/> is empty then.</summary>
    public SetNode? SetOperation { get; init; }

    public ImmutableArray<RowLock> Locks { get; init; } = ImmutableArray<RowLock>.Empty;

    public WriteTarget? Write { get; init; }

    /// <summary>What could not be read of this level and makes the statement's verdict unknown.</summary>
    public ImmutableArray<Unreadable> Unreadable { get; init; } = ImmutableArray<Unreadable>.Empty;
}

internal enum CommandKind { Select, Insert, Update, Delete, Merge }

/// <summary>A reason why the verdict is unknown, and where.</summary>
internal sealed record Unreadable(string Reason, Origin At);

/// <summary>A column of the select list.</summary>
internal sealed record OutputColumn(string Name, Expr Expr)
{
    public Origin At { get; init; } = Origin.None;
}

internal sealed record OrderItem(Expr Expr, bool Descending = false);

/// <summary>A WITH item.</summary>
/// <param name="Id">Its number, unique in the whole statement.</param>
internal sealed record CommonTable(int Id, string Name, Query Query)
{
    public Origin At { get; init; } = Origin.None;

    public ImmutableArray<string> ColumnAliases { get; init; } = ImmutableArray<string>.Empty;

    public bool Recursive { get; init; }

    /// <summary>It stands behind WITH RECURSIVE, whether it refers to itself or not.</summary>
    public bool BehindRecursive { get; init; }

    /// <summary>It has a SEARCH clause.</summary>
    public bool Searches { get; init; }

    /// <summary>MATERIALIZED, NOT MATERIALIZED, or neither written.</summary>
    public bool? Materialized { get; init; }
}

/// <summary>A tree of set operations over subquery sources of the same query.</summary>
internal abstract record SetNode;

internal sealed record SetLeaf(int Source) : SetNode;

internal sealed record SetBranch(SetKind Kind, bool All, SetNode Left, SetNode Right) : SetNode;

internal enum SetKind { Union, Intersect, Except }

/// <summary>FOR UPDATE and its kin; no sources means all.</summary>
internal sealed record RowLock(string Strength, ImmutableArray<int> Sources)
{
    public Origin At { get; init; } = Origin.None;
}
