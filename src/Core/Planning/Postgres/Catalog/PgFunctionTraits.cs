using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Catalog;

/// <summary>What planning needs of a function (<c>pg_proc</c>).</summary>
internal sealed record PgFunctionTraits(Volatility Volatility, bool Strict, bool ReturnsSet)
{
    /// <summary>The result's type by name; null means that of the first argument.</summary>
    public string? Result { get; init; }

    /// <summary>Only the server can say: a function that nobody described is volatile, as CREATE FUNCTION makes it.</summary>
    public static readonly PgFunctionTraits Unknown = new(Volatility.Volatile, false, false) { Result = "unknown" };
}
