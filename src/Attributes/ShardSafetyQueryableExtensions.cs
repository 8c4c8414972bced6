using System.Linq;

namespace ShardSafety;

/// <summary>Extensions of queries that only the analyzers read.</summary>
public static class ShardSafetyQueryableExtensions
{
    /// <summary>
    /// Lets this query leave its shard, for the reason given: the audited way past a warning. What Citus refuses is still
    /// reported. Returns <paramref name="source"/> itself.
    /// </summary>
    /// <remarks>Not inside an expression tree (a compiled query, a correlated lambda): EF Core cannot translate the call there.</remarks>
    /// <typeparam name="T">The query's element.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="reason">Why it may run on several shards; an empty reason is itself reported.</param>
    /// <returns><paramref name="source"/>.</returns>
    public static IQueryable<T> AllowMultiShard<T>(this IQueryable<T> source, string reason) => source;
}
