using System;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>
/// An expression as PostgreSQL's planner sees it: operators resolved, implied casts spelled out, columns numbered (compare
/// <c>primnodes.h</c>). Immutable, so that copies of a query share their expressions.
/// </summary>
internal abstract class PgExpr
{
    protected PgExpr(SqlType type, ImmutableArray<PgExpr> args)
    {
        Type = type;
        Args = args;
    }

    public SqlType Type { get; }

    /// <summary>Every sub-expression, in order; walkers need nothing else.</summary>
    public ImmutableArray<PgExpr> Args { get; }

    /// <summary>Where it was written.</summary>
    public Origin At { get; init; } = Origin.None;

    /// <summary>The same node over other arguments (as many as before, or fewer for conjunctions).</summary>
    public abstract PgExpr WithArgs(ImmutableArray<PgExpr> args);

    /// <summary>Whether the other node, of the same class and with equal arguments, is the same expression.</summary>
    protected abstract bool SameHead(PgExpr other);

    /// <summary>PostgreSQL's <c>equal()</c>.</summary>
    public bool Same(PgExpr? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.GetType() != GetType() || other.Args.Length != Args.Length || !SameHead(other))
        {
            return false;
        }

        for (var i = 0; i < Args.Length; i++)
        {
            if (!Args[i].Same(other.Args[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Rewrites the arguments; the node itself when nothing changed.</summary>
    public PgExpr Map(Func<PgExpr, PgExpr> rewrite)
    {
        ImmutableArray<PgExpr>.Builder? changed = null;
        for (var i = 0; i < Args.Length; i++)
        {
            var rewritten = rewrite(Args[i]);
            if (changed is null && !ReferenceEquals(rewritten, Args[i]))
            {
                changed = ImmutableArray.CreateBuilder<PgExpr>(Args.Length);
                changed.AddRange(Args, i);
            }

            changed?.Add(rewritten);
        }

        return changed is null ? this : WithArgs(changed.ToImmutable());
    }
}
