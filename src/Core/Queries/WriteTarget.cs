using System.Collections.Immutable;

namespace ShardSafety.Core.Queries;

/// <summary>The table a statement writes to, and what it does there.</summary>
/// <param name="Target">The table; its id is what columns of the target refer to. It is not in <see cref="Query.Sources"/>.</param>
internal sealed record WriteTarget(TableSource Target)
{
    /// <summary>Columns an INSERT names, in order; null when it names none and the table's own order counts.</summary>
    public ImmutableArray<string>? Columns { get; init; }

    /// <summary>The id of the source an INSERT takes its rows from: a <see cref="ValuesSource"/> or a <see cref="SubquerySource"/>; null for DEFAULT VALUES.</summary>
    public int? Rows { get; init; }

    /// <summary>The SET list of an UPDATE.</summary>
    public ImmutableArray<Assignment> Assignments { get; init; } = ImmutableArray<Assignment>.Empty;

    /// <summary>WHERE CURRENT OF a cursor, in place of a condition.</summary>
    public bool CurrentOf { get; init; }

    public ConflictClause? OnConflict { get; init; }

    /// <summary>The source of a MERGE; its columns come from this id in <see cref="Query.Sources"/>.</summary>
    public int? MergeSource { get; init; }

    /// <summary>The ON of a MERGE.</summary>
    public Expr? MergeOn { get; init; }

    public ImmutableArray<MergeAction> MergeActions { get; init; } = ImmutableArray<MergeAction>.Empty;
}

internal sealed record Assignment(string Column, Expr Value)
{
    public Origin At { get; init; } = Origin.None;
}

/// <summary>ON CONFLICT; without assignments it does nothing.</summary>
internal sealed record ConflictClause(ImmutableArray<Assignment> Assignments, Expr? Where)
{
    /// <summary>The id that columns of <c>excluded</c> refer to; it is not in <see cref="Query.Sources"/>.</summary>
    public int Excluded { get; init; } = -1;

    /// <summary>The WHERE behind the conflict's columns, which says which partial index is meant.</summary>
    public Expr? TargetWhere { get; init; }

    /// <summary>Whether it is DO UPDATE.</summary>
    public bool Updates { get; init; }
}

/// <summary>A WHEN clause of a MERGE.</summary>
/// <param name="Match">What row it takes.</param>
/// <param name="Kind">What it does; null for DO NOTHING.</param>
internal sealed record MergeAction(MergeMatch Match, CommandKind? Kind, Expr? Condition)
{
    public ImmutableArray<Assignment> Assignments { get; init; } = ImmutableArray<Assignment>.Empty;

    public ImmutableArray<string> InsertColumns { get; init; } = ImmutableArray<string>.Empty;

    public ImmutableArray<Expr> InsertValues { get; init; } = ImmutableArray<Expr>.Empty;
}

internal enum MergeMatch { Matched, NotMatched, NotMatchedBySource }
