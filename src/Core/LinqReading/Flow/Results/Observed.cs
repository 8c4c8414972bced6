using ShardSafety.Core.Findings;
using ShardSafety.Core.Planning;

namespace ShardSafety.Core.LinqReading.Flow.Results;

/// <summary>One judgment of what runs at a place, on one way there.</summary>
internal sealed record Observed(Plan Plan, string? Path, FindingKind Kind)
{
    public required string Subject { get; init; }

    public string? AllowedBecause { get; init; }

    /// <summary>Whether a diagnostic elsewhere says it already, so that this is an entry of the inventory alone.</summary>
    public bool IsSaidElsewhere { get; init; }
}

/// <summary>Which of several verdicts counts.</summary>
internal static class Verdicts
{
    public static bool IsWorse(Verdict one, Verdict than) => Rank(one) > Rank(than);

    /// <summary>What is known to leave its shard comes before what is not known: the latter can only add to it.</summary>
    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Local => 0,
        Verdict.Router => 1,
        Verdict.Unknown => 2,
        Verdict.Fanout => 3,
        Verdict.Recursive => 4,
        Verdict.Repartition => 5,
        _ => 6,
    };
}
