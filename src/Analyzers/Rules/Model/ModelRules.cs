using System.Collections.Immutable;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>The model rules, in the order of their ids.</summary>
internal static class ModelRules
{
    public static readonly ImmutableArray<ModelRule> All = ImmutableArray<ModelRule>.Empty;
}
