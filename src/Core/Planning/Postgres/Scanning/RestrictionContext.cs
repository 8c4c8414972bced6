using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>What Citus's hooks collect while PostgreSQL plans (<c>PlannerRestrictionContext</c> in <c>distributed_planner.h</c>).</summary>
internal sealed class RestrictionContext
{
    public List<RelationRestriction> Relations { get; set; } = new();

    public List<JoinRestriction> Joins { get; set; } = new();

    public bool HasSemiJoin { get; set; }

    public bool HasOuterJoin { get; set; }

    public void Reset()
    {
        Relations = new();
        Joins = new();
        HasSemiJoin = false;
        HasOuterJoin = false;
    }
}

/// <summary>A relation that was planned, with its conditions (<c>multi_relation_restriction_hook</c>).</summary>
internal sealed class RelationRestriction(PgSource source, Rel rel, PlannerRoot root)
{
    public PgSource Source { get; } = source;

    public Rel Rel { get; } = rel;

    public PlannerRoot Root { get; } = root;

    public int Identity => Source.Identity;

    /// <summary>Of a UNION ALL arm: what the union's columns are in it.</summary>
    public List<PgExpr> Translated { get; init; } = new();
}

/// <summary>A join that was considered (<c>multi_join_restriction_hook</c>).</summary>
internal sealed class JoinRestriction(JoinKind kind, PlannerRoot root, ulong outer, ulong inner)
{
    public JoinKind Kind { get; } = kind;

    public PlannerRoot Root { get; } = root;

    public ulong Outer { get; } = outer;

    public ulong Inner { get; } = inner;

    /// <summary>The conditions checked at it, those of equality classes aside.</summary>
    public List<Clause> Clauses { get; init; } = new();

}
