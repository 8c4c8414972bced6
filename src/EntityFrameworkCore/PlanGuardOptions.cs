using System;
using System.Collections.Generic;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>What the plan guard allows, and what it does about the rest.</summary>
public sealed class PlanGuardOptions
{
    private readonly HashSet<CommandPlan> _allowed = [CommandPlan.Router, CommandPlan.Local];
    private readonly List<string> _tags = [];

    internal bool Throws { get; private set; } = true;

    internal Action<PlanGuardFinding>? Report { get; private set; }

    /// <summary>Allows further kinds of plans; router and local ones always are.</summary>
    /// <param name="plans">The kinds.</param>
    /// <returns>These options.</returns>
    public PlanGuardOptions Allow(params CommandPlan[] plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        _allowed.UnionWith(plans);
        return this;
    }

    /// <summary>Allows any plan that Citus does not refuse to queries that carry a tag: <c>query.TagWith("nightly report")</c>.</summary>
    /// <param name="tag">A text that the tag contains.</param>
    /// <returns>These options.</returns>
    public PlanGuardOptions AllowTagged(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        _tags.Add(tag);
        return this;
    }

    /// <summary>Reports what is not allowed instead of throwing.</summary>
    /// <param name="report">Takes each finding: a logger, a test's list.</param>
    /// <returns>These options.</returns>
    public PlanGuardOptions Log(Action<PlanGuardFinding> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Report = report;
        Throws = false;
        return this;
    }

    internal bool Allows(CommandPlan plan, IReadOnlyList<string> tags) =>
        _allowed.Contains(plan) || (plan != CommandPlan.Unsupported && _tags.Exists(t => System.Linq.Enumerable.Any(tags, tag => tag.Contains(t, StringComparison.Ordinal))));
}
