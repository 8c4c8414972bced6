namespace ShardSafety.Analyzers.Hosting;

/// <summary>What a diagnostic means for the application, which is what its severity follows from.</summary>
internal enum RuleEffect
{
    /// <summary>It runs, on several shards or through the coordinator.</summary>
    Spread,

    /// <summary>Citus refuses it.</summary>
    Refused,

    /// <summary>It could not be judged.</summary>
    Unknown,

    /// <summary>It works; something about it is worth knowing.</summary>
    Guidance,

    /// <summary>The analysis itself could not do its work.</summary>
    Failed,

    /// <summary>An entry of the inventory, off unless asked for.</summary>
    Inventory,
}
