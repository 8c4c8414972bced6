using ShardSafety.Agreement.Recorded;
using ShardSafety.Core.Planning;

namespace ShardSafety.Agreement.Scoring;

/// <summary>A recorded query beside our verdict on it.</summary>
internal sealed record ScoredQuery(RecordedQuery Query, Plan Plan)
{
    public string Ours => Plan.Verdict.ToString().ToLowerInvariant();

    public bool IsUnknown => Plan.Verdict == Verdict.Unknown;

    public bool TheySafe => Query.Verdict == "router";

    /// <summary>Nothing leaves its shard: a router query, or no Citus table at all.</summary>
    public bool WeSafe => Plan.Verdict is Verdict.Router or Verdict.Local;

    public bool SafeAgrees => !IsUnknown && TheySafe == WeSafe;

    public bool ClassAgrees => Ours == Query.Verdict;

    public bool Missed => !TheySafe && WeSafe;

    public bool FalseAlarm => TheySafe && !WeSafe && !IsUnknown;

    /// <summary>Citus's words on the worst command, where it refused.</summary>
    public string? CitusError => Query.Commands.FirstOrDefault(command => command.Verdict == Query.Verdict)?.Error;

    /// <summary>Whether ours are Citus's words: the same message, and the same detail where both have one.</summary>
    public bool WordsMatch => CitusError is { } theirs && Plan.CitusError is { } ours && SameWords(theirs, ours);

    private static bool SameWords(string theirs, string ours)
    {
        var (left, right) = (theirs.Split(" | "), ours.Split(" | "));
        return left[0].Trim() == right[0].Trim() && (left.Length < 2 || right.Length < 2 || left[1].Trim() == right[1].Trim());
    }
}
