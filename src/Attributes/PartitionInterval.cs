namespace ShardSafety;

/// <summary>How much time one partition of a time-partitioned table covers.</summary>
public enum PartitionInterval
{
    /// <summary>One hour.</summary>
    Hour,

    /// <summary>One day.</summary>
    Day,

    /// <summary>One week, from Monday.</summary>
    Week,

    /// <summary>One month.</summary>
    Month,

    /// <summary>Three months.</summary>
    Quarter,

    /// <summary>One year.</summary>
    Year,
}
