using ShardSafety.Agreement.Linq;
using ShardSafety.Agreement.Recorded;
using ShardSafety.Agreement.Sql;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;

namespace ShardSafety.Agreement;

/// <summary>One query's whole way through the product, beside what Citus did.</summary>
internal sealed class Explanation(Options options, PlannerOptions planner, IReadOnlyList<RecordedSuite> suites)
{
    /// <summary>Prints it; false when no suite has the query.</summary>
    public async Task<bool> PrintAsync(string id, TextWriter writer)
    {
        var query = suites.SelectMany(suite => suite.Queries).FirstOrDefault(query => query.Id == id);
        if (query is null)
        {
            writer.WriteLine($"no recorded query is called {id}");
            return false;
        }

        writer.WriteLine($"{query.Id}: Citus {query.Verdict}");
        var leg = new SqlLeg(SchemaFile.Load(options.Schema), planner, !options.Unbound);
        foreach (var command in query.Commands)
        {
            Print(leg, command, writer);
        }

        if (options.Leg is "linq" or "all" && !query.Id.StartsWith("Sql.", StringComparison.Ordinal))
        {
            await PrintLinqAsync(id, writer);
        }

        return true;
    }

    private async Task PrintLinqAsync(string id, TextWriter writer)
    {
        var leg = await LinqLeg.CompileAsync(options, planner);
        writer.WriteLine();
        writer.WriteLine("-- shapes as LINQ is read");
        foreach (var statement in leg.Shapes(id))
        {
            writer.WriteLine(QueryPrinter.Print(statement));
        }

        var plan = leg.Judge(id);
        writer.WriteLine($"-- ours, from LINQ: {plan.Verdict.ToString().ToLowerInvariant()} {plan.Reason}");
    }

    private static void Print(SqlLeg leg, RecordedCommand command, TextWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine("-- text");
        writer.WriteLine(command.Sql);
        foreach (var (name, value) in command.Parameters)
        {
            writer.WriteLine($"   {name} = {value.GetRawText()}");
        }

        writer.WriteLine("-- shape");
        foreach (var statement in leg.Read(command))
        {
            writer.WriteLine(QueryPrinter.Print(statement));
        }

        var plan = leg.Judge(command);
        writer.WriteLine("-- steps");
        foreach (var step in plan.Steps)
        {
            writer.WriteLine($"   {step.Rule}: {step.Text}");
        }

        writer.WriteLine($"-- ours:  {plan.Verdict.ToString().ToLowerInvariant()} ({plan.Cause}) {plan.Reason}{(plan.CitusError is null ? "" : " | " + plan.CitusError)}");
        writer.WriteLine($"-- Citus: {command.Verdict} {command.Error}");
    }
}
