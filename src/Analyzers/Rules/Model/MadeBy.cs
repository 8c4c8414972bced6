namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>What makes a table: the way to change it follows from that.</summary>
internal enum MadeBy
{
    /// <summary>An entity of its own.</summary>
    Entity,

    /// <summary>An owned type that has its own table.</summary>
    Ownership,

    /// <summary>A many-to-many relationship whose join entity nobody declared.</summary>
    ManyToMany,

    /// <summary>A derived type under table-per-type.</summary>
    Inheritance,
}
