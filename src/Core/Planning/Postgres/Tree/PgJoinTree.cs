using System.Collections.Generic;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>A node of the join tree; planning changes it in place.</summary>
internal abstract class PgJoinNode;

internal sealed class PgLeaf(int source) : PgJoinNode
{
    public int Source { get; } = source;
}

/// <summary>A list of items with a condition (<c>FromExpr</c>).</summary>
internal sealed class PgFrom(List<PgJoinNode> items, PgExpr? quals) : PgJoinNode
{
    public List<PgJoinNode> Items { get; set; } = items;

    public PgExpr? Quals { get; set; } = quals;
}

/// <summary>A join of two items (<c>JoinExpr</c>).</summary>
internal sealed class PgJoin(JoinKind kind, PgJoinNode left, PgJoinNode right, PgExpr? quals) : PgJoinNode
{
    public JoinKind Kind { get; set; } = kind;

    public PgJoinNode Left { get; set; } = left;

    public PgJoinNode Right { get; set; } = right;

    public PgExpr? Quals { get; set; } = quals;

    public Origin At { get; init; } = Origin.None;

    /// <summary>Whether rows may be lost or null-extended: LEFT, RIGHT, FULL and ANTI, as <c>IS_OUTER_JOIN</c> has it.</summary>
    public bool IsOuter => Kind is JoinKind.Left or JoinKind.Right or JoinKind.Full or JoinKind.Anti;
}
