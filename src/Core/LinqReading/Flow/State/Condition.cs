using System.Collections.Immutable;

namespace ShardSafety.Core.LinqReading.Flow.State;

/// <summary>A Boolean test: what is known of its outcome, and what each outcome lets one take for granted.</summary>
/// <param name="Key">The test's identity, with <c>!</c> before the negation of another.</param>
internal sealed record Condition(string Key)
{
    public bool? Known { get; init; }

    public ImmutableDictionary<string, int> WhenTrue { get; init; } = Paths.NoAssumption;

    public ImmutableDictionary<string, int> WhenFalse { get; init; } = Paths.NoAssumption;

    public static readonly Condition True = new("true") { Known = true };

    public static readonly Condition False = new("false") { Known = false };

    public static Condition Of(bool value) => value ? True : False;

    /// <summary>A test that is told apart by its key alone.</summary>
    public static Condition Of(string key)
    {
        var negated = key.StartsWith("!", System.StringComparison.Ordinal);
        var bare = negated ? key.Substring(1) : key;
        return new Condition(key)
        {
            WhenTrue = Paths.NoAssumption.Add(bare, negated ? 0 : 1),
            WhenFalse = Paths.NoAssumption.Add(bare, negated ? 1 : 0),
        };
    }

    public Condition Not() => new(Key.StartsWith("!", System.StringComparison.Ordinal) ? Key.Substring(1) : "!" + Key)
    {
        Known = Known is { } known ? !known : null,
        WhenTrue = WhenFalse,
        WhenFalse = WhenTrue,
    };

    public Condition And(Condition other) => this switch
    {
        { Known: false } => this,
        { Known: true } => other,
        _ when other.Known == false => other,
        _ when other.Known == true => this,
        _ => Both(other),
    };

    public Condition Or(Condition other) => Not().And(other.Not()).Not();

    private Condition Both(Condition other)
    {
        var key = "(" + Key + "&&" + other.Key + ")";
        return Paths.Join(WhenTrue, other.WhenTrue) is not { } both
            ? False
            : new Condition(key) { WhenTrue = both.SetItem(key, 1), WhenFalse = Paths.NoAssumption.Add(key, 0) };
    }
}
