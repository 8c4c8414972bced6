using System.Diagnostics;
using ShardSafety.Agreement;
using ShardSafety.Agreement.Linq;
using ShardSafety.Agreement.Recorded;
using ShardSafety.Agreement.Scoring;
using ShardSafety.Agreement.Sql;
using ShardSafety.Core.Planning;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var planner = new PlannerOptions(PostgresVersion: options.Postgres);
var suites = Suites.Load(options).ToList();
if (options.Explain is { } id)
{
    return new Explanation(options, planner, suites).Print(id, Console.Out) ? 0 : 1;
}

var lines = new List<string>();
if (options.Leg is "sql" or "all")
{
    var leg = new SqlLeg(SchemaFile.Load(Path.Combine(options.Folder, "schema.sql")), planner, !options.Unbound);
    foreach (var suite in suites)
    {
        Report("sql", suite, [.. leg.Judge(suite)]);
    }

    // Once more, warm: what an analyzer pays in a compiler that has been running for a while.
    var watch = Stopwatch.StartNew();
    var commands = suites.SelectMany(suite => suite.Queries).SelectMany(query => query.Commands).Count(command => leg.Judge(command).Steps.Length >= 0);
    Console.WriteLine($"{commands} statements read and planned in {watch.ElapsedMilliseconds} ms, warm");
}

if (options.Leg is "linq" or "all" && Directory.GetFiles(options.Folder, "*.cs", SearchOption.AllDirectories).Length > 0)
{
    var leg = await LinqLeg.CompileAsync(options);
    foreach (var suite in suites.Where(suite => !suite.Name.StartsWith("sql", StringComparison.Ordinal)))
    {
        Report("linq", suite, [.. leg.Judge(suite)]);
    }

    foreach (var failure in leg.Inventory.Failures)
    {
        Console.WriteLine(failure);
    }

    Console.WriteLine($"compiler {leg.Compiler.TotalMilliseconds:F0} ms, analyzers {leg.Inventory.Elapsed.TotalMilliseconds:F0} ms, {leg.Inventory.Entries.Length} inventory entries");
}

foreach (var line in lines)
{
    Console.WriteLine(line);
}

return 0;

void Report(string leg, RecordedSuite suite, IReadOnlyList<ScoredQuery> scored)
{
    var score = new SuiteScore(leg, suite.Name, scored);
    score.Print(Console.Out, options.Lists);
    lines.Add(score.Line);
}
