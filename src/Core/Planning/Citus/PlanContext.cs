using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>What Citus keeps of one planning (<c>DistributedPlanningContext</c>). Attempts that fail leave their traces in it.</summary>
internal sealed class PlanContext(PgQuery original, PgQuery rewritten, RestrictionContext restrictions)
{
    /// <summary>The query as it was written.</summary>
    public PgQuery Original { get; } = original;

    /// <summary>The query as PostgreSQL's planner left it.</summary>
    public PgQuery Rewritten { get; set; } = rewritten;

    public RestrictionContext Restrictions { get; } = restrictions;
}
