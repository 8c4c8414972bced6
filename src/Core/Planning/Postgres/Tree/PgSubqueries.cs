using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>A subquery in an expression (<c>SubLink</c>). Its arguments are the left-hand side of ANY and ALL, one a column.</summary>
internal sealed class PgSubLink(SubLinkKind kind, PgQuery query, ImmutableArray<PgOperator> operators, SqlType type, ImmutableArray<PgExpr> args)
    : PgExpr(type, args)
{
    public SubLinkKind Kind { get; } = kind;

    /// <summary>The subquery. Planning copies it before it rewrites it; recursive planning replaces what is in it.</summary>
    public PgQuery Query { get; } = query;

    /// <summary>One for each argument.</summary>
    public ImmutableArray<PgOperator> Operators { get; } = operators;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgSubLink(Kind, Query, Operators, Type, args) { At = At };

    public PgSubLink WithQuery(PgQuery query) => new(Kind, query, Operators, Type, Args) { At = At };

    protected override bool SameHead(PgExpr other) => ReferenceEquals(Query, ((PgSubLink)other).Query);
}

/// <summary>A subquery that stayed in an expression and was planned on its own (<c>SubPlan</c>, or its <c>Param</c>).</summary>
internal sealed class PgSubPlan(PgSubLink link, PgQuery planned, ImmutableArray<PgExpr> args) : PgExpr(link.Type, args)
{
    /// <summary>The link it was made of.</summary>
    public PgSubLink Link { get; } = link;

    /// <summary>The subquery as its own planning rewrote it.</summary>
    public PgQuery Planned { get; } = planned;

    /// <summary>How many arguments are the test's; the others are the outer columns it takes.</summary>
    public int TestArgs => Link.Args.Length;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgSubPlan(Link, Planned, args) { At = At };

    protected override bool SameHead(PgExpr other) => ReferenceEquals(Link.Query, ((PgSubPlan)other).Link.Query);
}

/// <summary>An expression that must be computed below an outer join (<c>PlaceHolderVar</c>).</summary>
/// <param name="id">Its number.</param>
/// <param name="sources">The sources at which it is computed.</param>
internal sealed class PgPlaceholder(int id, PgExpr expr, HashSet<int> sources) : PgExpr(expr.Type, ImmutableArray.Create(expr))
{
    public int Id { get; } = id;

    public HashSet<int> Sources { get; } = sources;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgPlaceholder(Id, args[0], Sources) { At = At };

    protected override bool SameHead(PgExpr other) => ((PgPlaceholder)other).Id == Id;
}
