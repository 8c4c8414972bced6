namespace ShardSafety.Analyzers.Hosting;

/// <summary><c>ShardSafetyMode</c>: how strict the rules are where no <c>.editorconfig</c> says otherwise.</summary>
internal enum AnalysisMode
{
    /// <summary>Shows, and stops nothing: for a first look at an existing application.</summary>
    Audit,

    /// <summary>Warns of what is slow and stops what Citus refuses.</summary>
    Guard,

    /// <summary>Stops all that is not proved to stay on one shard.</summary>
    Strict,
}
