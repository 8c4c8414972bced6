using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.State;

/// <summary>One way through the code, on which each of several values is settled.</summary>
internal sealed record Way(ImmutableArray<AbstractValue> Values, ImmutableDictionary<string, int> Assumes, string? Path);

/// <summary>Alternatives: how they are told apart, combined and joined.</summary>
internal static class Paths
{
    /// <summary>More ways than this through one expression are not told apart.</summary>
    public const int MostWays = 64;

    public static readonly ImmutableDictionary<string, int> NoAssumption = ImmutableDictionary<string, int>.Empty;

    /// <summary>
    /// All ways that the values can meet under what is taken for granted, at most <see cref="MostWays"/>. What is left out then
    /// is one more way, on which the first value is not known.
    /// </summary>
    public static IReadOnlyList<Way> Of(ImmutableArray<AbstractValue> values, ImmutableDictionary<string, int> assumed)
    {
        var ways = new List<Way> { new(ImmutableArray<AbstractValue>.Empty, NoAssumption, null) };
        var isCut = false;
        foreach (var value in values)
        {
            var next = new List<Way>(ways.Count);
            foreach (var way in ways)
            {
                foreach (var alternative in Alternatives(value))
                {
                    if (Contradict(alternative.Assumes, assumed) || Join(way.Assumes, alternative.Assumes) is not { } joined)
                    {
                        continue;
                    }

                    if (next.Count >= MostWays)
                    {
                        isCut = true;
                        continue;
                    }

                    next.Add(new Way(way.Values.Add(alternative.Value), joined, Text(way.Path, alternative.Path)));
                }
            }

            ways = next;
        }

        if (isCut)
        {
            ways.Add(new Way([new UnknownValue("more conditions decide what the query becomes than can be followed"), .. values.Skip(1)], NoAssumption, null));
        }

        return ways;
    }

    public static ImmutableArray<Alternative> Alternatives(AbstractValue value) =>
        value is ChoiceValue choice ? choice.Alternatives : [new Alternative(value, null)];

    /// <summary>The value under what is taken for granted: alternatives of other paths drop out.</summary>
    public static AbstractValue Under(AbstractValue value, ImmutableDictionary<string, int> assumed)
    {
        if (value is not ChoiceValue choice || assumed.IsEmpty)
        {
            return value;
        }

        var left = choice.Alternatives.Where(a => !Contradict(a.Assumes, assumed)).ToImmutableArray();
        return left.Length == choice.Alternatives.Length || left.IsEmpty ? value : left.Length == 1 ? left[0].Value : new ChoiceValue(left);
    }

    public static bool Contradict(ImmutableDictionary<string, int> left, ImmutableDictionary<string, int> right)
    {
        if (left.Count > right.Count)
        {
            (left, right) = (right, left);
        }

        foreach (var pair in left)
        {
            if (right.TryGetValue(pair.Key, out var other) && other != pair.Value)
            {
                return true;
            }
        }

        return false;
    }

    public static ImmutableDictionary<string, int>? Join(ImmutableDictionary<string, int> left, ImmutableDictionary<string, int> right) =>
        left.IsEmpty ? right : right.IsEmpty ? left : Contradict(left, right) ? null : left.SetItems(right);

    /// <summary>Two paths' words, each once.</summary>
    public static string? Text(string? left, string? right)
    {
        if (left is null || right is null || left == right)
        {
            return left ?? right;
        }

        return left.Length + right.Length > 240 || left.Contains(right) ? left : left + ", " + right;
    }

    /// <summary>One value of several alternatives; those of the same value and no words of their own become one.</summary>
    public static AbstractValue Choice(IEnumerable<Alternative> alternatives)
    {
        var kept = ImmutableArray.CreateBuilder<Alternative>();
        foreach (var alternative in alternatives)
        {
            foreach (var inner in Alternatives(alternative.Value))
            {
                var assumes = ReferenceEquals(inner.Value, alternative.Value) ? alternative.Assumes : Join(inner.Assumes, alternative.Assumes);
                if (assumes is null)
                {
                    continue;
                }

                var path = ReferenceEquals(inner.Value, alternative.Value) ? alternative.Path : Text(inner.Path, alternative.Path);
                var same = -1;
                for (var i = 0; i < kept.Count && same < 0; i++)
                {
                    same = ReferenceEquals(kept[i].Value, inner.Value) ? i : -1;
                }

                if (same >= 0)
                {
                    // Reached on both paths: it takes for granted only what both do.
                    kept[same] = new Alternative(inner.Value, null) { Assumes = Common(kept[same].Assumes, assumes) };
                }
                else
                {
                    kept.Add(new Alternative(inner.Value, path) { Assumes = assumes });
                }
            }
        }

        return kept.Count == 1 ? kept[0].Value : new ChoiceValue(kept.ToImmutable());
    }

    /// <summary>What both paths take for granted.</summary>
    public static ImmutableDictionary<string, int> Common(ImmutableDictionary<string, int> left, ImmutableDictionary<string, int> right)
    {
        var common = left;
        foreach (var pair in left)
        {
            if (!right.TryGetValue(pair.Key, out var other) || other != pair.Value)
            {
                common = common.Remove(pair.Key);
            }
        }

        return common;
    }
}
