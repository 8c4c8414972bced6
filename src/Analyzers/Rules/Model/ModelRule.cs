using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>A rule over one context's model.</summary>
internal abstract class ModelRule
{
    public abstract Rule Rule { get; }

    public abstract IEnumerable<ModelFinding> Find(ModelView view);
}

/// <summary>What a model rule found.</summary>
/// <param name="Place">The code to change; nowhere for what another assembly declares, where it is not reported.</param>
/// <param name="Arguments">Those of the rule's message.</param>
internal sealed record ModelFinding(Place Place, params object?[] Arguments)
{
    /// <summary>What it means, where that differs from the rule's own effect.</summary>
    public RuleEffect? Effect { get; init; }

    public ImmutableArray<Place> Related { get; init; } = ImmutableArray<Place>.Empty;

    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;
}
