namespace ShardSafety.Agreement.Scoring;

/// <summary>How often which verdict of Citus met which of ours.</summary>
internal sealed class ConfusionMatrix(IReadOnlyList<ScoredQuery> queries)
{
    private static readonly string[] Theirs = ["router", "fanout", "recursive", "repartition", "unsupported"];
    private static readonly string[] Ours = [.. Theirs, "local", "unknown"];

    public void Print(TextWriter writer)
    {
        var counts = queries.CountBy(query => (query.Query.Verdict, query.Ours)).ToDictionary();
        writer.WriteLine("Citus \\ ours".PadRight(14) + string.Concat(Ours.Select(ours => ours.PadLeft(13))));
        foreach (var theirs in Theirs)
        {
            writer.WriteLine(theirs.PadRight(14) + string.Concat(Ours.Select(ours => counts.GetValueOrDefault((theirs, ours)).ToString().PadLeft(13))));
        }
    }
}
