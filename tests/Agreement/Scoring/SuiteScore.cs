using System.Globalization;

namespace ShardSafety.Agreement.Scoring;

/// <summary>The figures of one suite, and how they are printed.</summary>
internal sealed class SuiteScore(string leg, string suite, IReadOnlyList<ScoredQuery> queries)
{
    public int Scored => queries.Count;

    public int Safe => queries.Count(query => query.SafeAgrees);

    public int Class => queries.Count(query => query.ClassAgrees);

    public int Missed => queries.Count(query => query.Missed);

    public int FalseAlarms => queries.Count(query => query.FalseAlarm);

    public int Unknown => queries.Count(query => query.IsUnknown);

    public int Refusals => queries.Count(query => query.CitusError is not null);

    public int WordsMet => queries.Count(query => query.WordsMatch);

    /// <summary>The line that ends a run, one a suite.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{leg} {suite}: scored {Scored} safe {Safe} class {Class} missed {Missed} false-alarms {FalseAlarms} unknown {Unknown}");

    /// <summary>Everything but the last line: rates, the lists of what disagrees, and the confusion matrix.</summary>
    public void Print(TextWriter writer, bool lists)
    {
        writer.WriteLine($"== {leg} {suite}");
        writer.WriteLine($"safe/unsafe {Rate(Safe)}  class {Rate(Class)}  unknown {Rate(Unknown)}  Citus's words in {WordsMet} of {Refusals} refusals");
        if (lists)
        {
            List(writer, "missed", query => query.Missed);
            List(writer, "false alarms", query => query.FalseAlarm);
            List(writer, "unknown", query => query.IsUnknown);
            List(writer, "other class", query => query.SafeAgrees && !query.ClassAgrees);
            List(writer, "other words", query => query.ClassAgrees && query.CitusError is not null && !query.WordsMatch);
        }

        new ConfusionMatrix(queries).Print(writer);
        writer.WriteLine();
    }

    private string Rate(int count) => Scored == 0 ? "-" : (100.0 * count / Scored).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private void List(TextWriter writer, string title, Func<ScoredQuery, bool> filter)
    {
        var rows = queries.Where(filter).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        writer.WriteLine($"{title} ({rows.Count}):");
        foreach (var row in rows)
        {
            writer.WriteLine($"  {row.Query.Id}: Citus {row.Query.Verdict}, ours {row.Ours} ({row.Plan.CitusError ?? row.Plan.Reason})"
                + (row.CitusError is { } words ? $" [Citus: {words}]" : ""));
        }
    }
}
