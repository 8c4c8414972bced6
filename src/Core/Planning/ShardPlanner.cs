using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning;

/// <summary>The one planner: what Citus does with a statement over the tables of a model.</summary>
internal static class ShardPlanner
{
    /// <summary>Judges a statement. Never throws on any shape; what it cannot judge is <see cref="Verdict.Unknown"/> with its reason.</summary>
    public static Plan Plan(Statement statement, ICatalog catalog, PlannerOptions options) =>
        new(Verdict.Unknown, ShardReach.None, "not judged yet") { Cause = PlanCause.Unreadable };
}
