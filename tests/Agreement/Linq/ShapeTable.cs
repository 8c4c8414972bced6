using System.Text.RegularExpressions;
using ShardSafety.Core.Queries;

namespace ShardSafety.Agreement.Linq;

/// <summary>Where the shapes read from LINQ part from those read from the SQL that EF Core sent, query by query.</summary>
internal sealed partial class ShapeTable
{
    private static readonly (string Name, Func<string, bool> Takes)[] Aspects =
    [
        ("sources", line => TableLine().IsMatch(line)),
        ("joins", line => JoinLine().IsMatch(line)),
        ("limits, grouping, sets", line => LimitLine().IsMatch(line)),
        ("where the key reaches", line => ConditionLine().IsMatch(line)),
        ("elsewhere", _ => true),
    ];

    private readonly Dictionary<string, List<string>> _parted = [];
    private int _same;

    /// <summary>The queries whose shapes part, by where they part.</summary>
    public IReadOnlyDictionary<string, List<string>> Parted => _parted;

    /// <summary>Compares a query's commands; a LINQ query may stand for more commands than one run recorded.</summary>
    public void Add(string id, IEnumerable<Statement> linq, IEnumerable<Statement> sql)
    {
        var ours = linq.Select(ShapeComparer.Digest).ToHashSet(StringComparer.Ordinal);
        var theirs = sql.Select(ShapeComparer.Digest).Distinct(StringComparer.Ordinal).Where(shape => !ours.Contains(shape)).ToList();
        if (theirs.Count == 0)
        {
            _same++;
            return;
        }

        var aspect = ours.Count == 0 ? "not read" : Aspects.FirstOrDefault(aspect => theirs.Any(shape => ours.All(our => !Same(our, shape, aspect.Takes)))).Name ?? "nesting";
        if (!_parted.TryGetValue(aspect, out var ids))
        {
            _parted[aspect] = ids = [];
        }

        ids.Add(id);
    }

    public void Print(TextWriter writer, bool lists)
    {
        writer.WriteLine($"shapes from LINQ and from SQL: the same in {_same} of {_same + _parted.Values.Sum(ids => ids.Count)} queries; they part in");
        foreach (var (aspect, ids) in _parted.OrderByDescending(pair => pair.Value.Count))
        {
            writer.WriteLine($"  {aspect,-24}{ids.Count,6}{(lists ? "  " + string.Join(" ", ids.Take(12)) : "")}");
        }
    }

    private static bool Same(string left, string right, Func<string, bool> takes) => Lines(left, takes).SequenceEqual(Lines(right, takes), StringComparer.Ordinal);

    private static IEnumerable<string> Lines(string shape, Func<string, bool> takes) =>
        shape.Split('\n').Select(line => line.Trim()).Where(takes).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\w+#\d+$")]
    private static partial Regex TableLine();

    [GeneratedRegex(@"^(from|Inner|Left|Right|Full|Semi|Anti)\b")]
    private static partial Regex JoinLine();

    [GeneratedRegex(@"^(limit|offset|group|set|Select distinct)\b")]
    private static partial Regex LimitLine();

    [GeneratedRegex(@"^(where|on|having)\b")]
    private static partial Regex ConditionLine();
}
