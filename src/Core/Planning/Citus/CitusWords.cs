namespace ShardSafety.Core.Planning.Citus;

/// <summary>Citus's own sentences that more than one rule raises.</summary>
internal static class CitusWords
{
    public const string CannotPushDown = "cannot push down this subquery";
    public const string NotColocatedJoin = "complex joins are only supported when all distributed tables are co-located and joined on their distribution columns";
    public const string NotEquiJoin = "complex joins are only supported when all distributed tables are joined on their distribution columns with equal operator";
    public const string CannotPlan = "cannot perform distributed planning on this query";
    public const string Cartesian = "Cartesian products are currently unsupported";
    public const string Repartition = "the query contains a join that requires repartitioning";
    public const string RecursiveCte = "recursive CTEs are only supported when they contain a filter on the distribution column";
    public const string GroupingSets = "could not run distributed query with GROUPING SETS, CUBE, or ROLLUP";
    public const string LocalJoin = "direct joins between distributed and local tables are not supported";
}
