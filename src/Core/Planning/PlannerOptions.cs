namespace ShardSafety.Core.Planning;

/// <summary>The cluster that a verdict is for.</summary>
/// <param name="CitusVersion">Major and minor, 12.1 to 14.0.</param>
/// <param name="PostgresVersion">Major, 15 to 18.</param>
/// <param name="RepartitionJoins">Whether <c>citus.enable_repartition_joins</c> is on.</param>
internal sealed record PlannerOptions(decimal CitusVersion = 13.2m, int PostgresVersion = 17, bool RepartitionJoins = false)
{
    public static readonly PlannerOptions Default = new();
}
