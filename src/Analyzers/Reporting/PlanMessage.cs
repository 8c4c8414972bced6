using System.Globalization;
using ShardSafety.Core.Findings;
using ShardSafety.Core.Planning;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>
/// What the message of a rule over plans may use, by position: {0} what runs, {1} the table at issue, {2} the reason, {3} the
/// key column, {4} Citus's words, {5} what to write instead, {6} how many shards, {7} the verdict, {8} who allowed it.
/// The last sentences start with their separator, so that a message reads well without them.
/// </summary>
internal static class PlanMessage
{
    public static object?[] Arguments(QueryFinding finding, int? shardCount)
    {
        var plan = finding.Plan;
        return
        [
            "'" + finding.Subject + "'" + (finding.Path is { Length: > 0 } path ? " (" + path + ")" : ""),
            plan.Table is { Length: > 0 } table ? "'" + table + "'" : "a table",
            Clause(plan.Reason),
            plan.KeyColumn is { Length: > 0 } key ? "'" + key + "'" : "of its table",
            plan.CitusError is { Length: > 0 } error ? ". Citus says: " + Quote(error) : "",
            plan.Repair is { Text.Length: > 0 } repair ? ". " + Sentence(repair.Text) : "",
            shardCount is { } count ? "all " + count.ToString(CultureInfo.InvariantCulture) + " shards" : "every shard",
            Word(plan.Verdict),
            finding.AllowedBecause is { } reason ? "; allowed: " + reason : "",
        ];
    }

    /// <summary>The verdicts in the words that diagnostics' properties carry.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Local => "local",
        Verdict.Router => "router",
        Verdict.Fanout => "fanout",
        Verdict.Recursive => "recursive",
        Verdict.Repartition => "repartition",
        Verdict.Unsupported => "unsupported",
        _ => "unknown",
    };

    /// <summary>Citus's message and detail, which a bar parts, as the server prints them.</summary>
    private static string Quote(string error)
    {
        var bar = error.IndexOf('|');
        return bar < 0 ? "“" + error.Trim() + "”" : "“" + error.Substring(0, bar).Trim() + "”, detail “" + error.Substring(bar + 1).Trim() + "”";
    }

    private static string Clause(string text) => text.TrimEnd('.', ' ');

    private static string Sentence(string text)
    {
        text = Clause(text);
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);
    }
}
