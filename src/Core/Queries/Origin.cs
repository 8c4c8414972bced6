namespace ShardSafety.Core.Queries;

/// <summary>
/// Where a part of a shape was written. <paramref name="Start"/> and <paramref name="Length"/> are characters in the text
/// numbered <paramref name="Source"/>; which text that is (a SQL string, a syntax tree) only the front end that read it knows.
/// </summary>
internal readonly record struct Origin(int Source, int Start, int Length)
{
    public static readonly Origin None = new(-1, 0, 0);

    public bool IsNone => Source < 0;
}
