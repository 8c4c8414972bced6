using System.Diagnostics;
using ShardSafety.Agreement.Linq;
using ShardSafety.Agreement.Recorded;
using ShardSafety.Agreement.Scoring;
using ShardSafety.Agreement.Sql;
using ShardSafety.Core.Planning;

namespace ShardSafety.Agreement;

/// <summary>Measures folder after folder, and ends with one line a suite.</summary>
internal sealed class Run(PlannerOptions planner, TextWriter writer)
{
    private readonly List<string> _lines = [];

    public async Task AddAsync(Options options)
    {
        var suites = Suites.Load(options).ToList();
        if (options.Leg is "sql" || (options.Leg is "all" && options.HasSchema))
        {
            AddSql(options, suites);
        }

        if (options.Leg is "linq" || (options.Leg is "all" && Directory.EnumerateFiles(options.Folder, "*.cs", SearchOption.AllDirectories).Any()))
        {
            await AddLinqAsync(options, suites);
        }
    }

    public void PrintLines() => _lines.ForEach(writer.WriteLine);

    private void AddSql(Options options, IReadOnlyList<RecordedSuite> suites)
    {
        var leg = new SqlLeg(SchemaFile.Load(options.Schema), planner, !options.Unbound);
        foreach (var suite in suites)
        {
            Report("sql", suite, leg.Judge(suite), options.Lists);
        }

        // Once more, without the first pass's start-up; the run time is still compiling, so a long-lived compiler pays less.
        var watch = Stopwatch.StartNew();
        var commands = suites.SelectMany(suite => suite.Queries).SelectMany(query => query.Commands).Select(leg.Judge).ToList().Count;
        writer.WriteLine($"{commands} statements read and planned in {watch.ElapsedMilliseconds} ms, second pass");
    }

    private async Task AddLinqAsync(Options options, IReadOnlyList<RecordedSuite> suites)
    {
        var leg = await LinqLeg.CompileAsync(options, planner);
        var sql = options.HasSchema ? new SqlLeg(SchemaFile.Load(options.Schema), planner, bound: false) : null;
        foreach (var suite in suites.Where(suite => !suite.Name.StartsWith("sql", StringComparison.Ordinal)))
        {
            if (sql is not null)
            {
                leg.Compare(suite, sql).Print(writer, options.Lists);
            }

            Report("linq", suite, leg.Judge(suite), options.Lists);
        }

        foreach (var failure in leg.Inventory.Failures)
        {
            writer.WriteLine(failure);
        }

        writer.WriteLine($"compiler {leg.Compiler.TotalMilliseconds:F0} ms, analyzers {leg.Inventory.Elapsed.TotalMilliseconds:F0} ms, {leg.Inventory.Entries.Length} inventory entries");
    }

    private void Report(string leg, RecordedSuite suite, IEnumerable<ScoredQuery> scored, bool lists)
    {
        var score = new SuiteScore(leg, suite.Name, [.. scored]);
        score.Print(writer, lists);
        _lines.Add(score.Line);
    }
}
