using System.Collections.Immutable;

namespace ShardSafety.Core.Queries;

/// <summary>A node of a query's join tree (compare PostgreSQL's <c>FromExpr</c>, <c>JoinExpr</c> and <c>RangeTblRef</c>).</summary>
internal abstract record FromNode;

/// <summary>A leaf: the source with this id.</summary>
internal sealed record FromSource(int Source) : FromNode;

/// <summary>Items separated by commas, with an optional condition over them (a query's WHERE at the top).</summary>
internal sealed record FromList(ImmutableArray<FromNode> Items, Expr? Where) : FromNode;

/// <summary>An explicit join. <paramref name="On"/> is null for CROSS JOIN; USING and NATURAL are spelled out by the front end.</summary>
internal sealed record FromJoin(JoinKind Kind, FromNode Left, FromNode Right, Expr? On) : FromNode
{
    public Origin At { get; init; } = Origin.None;
}

/// <summary>The last two are never written; PostgreSQL makes them of EXISTS and IN.</summary>
internal enum JoinKind { Inner, Left, Right, Full, Semi, Anti }
