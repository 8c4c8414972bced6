using ShardSafety.Agreement;
using ShardSafety.Core.Planning;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var planner = new PlannerOptions(PostgresVersion: options.Postgres);
var folders = Suites.Folders(options).ToList();
if (options.Explain is { } id)
{
    foreach (var folder in folders)
    {
        if (await new Explanation(folder, planner, [.. Suites.Load(folder)]).PrintAsync(id, Console.Out))
        {
            return 0;
        }
    }

    return 1;
}

var run = new Run(planner, Console.Out);
foreach (var folder in folders)
{
    await run.AddAsync(folder);
}

run.PrintLines();
return 0;
