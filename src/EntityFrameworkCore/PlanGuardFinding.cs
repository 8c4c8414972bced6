using System.Collections.Generic;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>A command whose plan is not allowed.</summary>
/// <param name="Plan">How Citus runs it.</param>
/// <param name="Tasks">On how many shards, where it is known.</param>
/// <param name="Sql">The statement.</param>
/// <param name="Tags">What <c>TagWith</c> put on the query.</param>
/// <param name="CallSite">Where application code sent it: file and line, or the method; null when no application code is on the stack.</param>
/// <param name="Error">Citus's own words, when it refuses.</param>
public sealed record PlanGuardFinding(CommandPlan Plan, int Tasks, string Sql, IReadOnlyList<string> Tags, string? CallSite, string? Error)
{
    /// <summary>The finding in words.</summary>
    public string Message =>
        (Plan switch
        {
            CommandPlan.Unsupported => $"Citus refuses this command: {Error}",
            CommandPlan.Repartition => "This command reshuffles rows between the workers.",
            CommandPlan.Recursive => "This command pulls rows to the coordinator before it answers.",
            _ => $"This command runs on {(Tasks > 0 ? Tasks : "several")} shards.",
        })
        + (Tags.Count == 0 ? "" : $" Tag: {string.Join("; ", Tags)}.")
        + (CallSite is null ? "" : $" Sent from {CallSite}.")
        + $" SQL: {Sql}";
}
