using System;
using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>What one run of PostgreSQL's planner shares (<c>PlannerGlobal</c>) and what Citus's hooks note in it.</summary>
internal sealed class PlannerGlobal(PlannerOptions options, RestrictionContext restrictions, Func<int> nextSource)
{
    private int _placeholders;

    public PlannerOptions Options { get; } = options;

    public RestrictionContext Restrictions { get; } = restrictions;

    /// <summary>A number no source has.</summary>
    public Func<int> NextSource { get; } = nextSource;

    public int NextPlaceholder() => ++_placeholders;

    /// <summary>WITH items that were planned on their own, so that no reference plans them again.</summary>
    public HashSet<int> PlannedCtes { get; } = new();
}
