using ShardSafety.Core.LinqReading.Translation.Trees;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>What kind of result an operator gives.</summary>
internal static class OperatorKinds
{
    public static bool IsTerminal(OperatorNode op) => IsSingle(op.Name) || IsScalar(op.Name);

    /// <summary>Gives one row.</summary>
    public static bool IsSingle(string name) => QueryMethods.WithoutAsync(name) is
        "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "ElementAt" or "ElementAtOrDefault" or "MinBy" or "MaxBy";

    /// <summary>Gives one value.</summary>
    public static bool IsScalar(string name) => QueryMethods.WithoutAsync(name) is
        "Any" or "All" or "Contains" or "Count" or "LongCount" or "Sum" or "Average" or "Min" or "Max" or "Aggregate" or "SequenceEqual";

    public static bool IsAggregate(string name) => QueryMethods.WithoutAsync(name) is "Count" or "LongCount" or "Sum" or "Average" or "Min" or "Max";

    public static bool WorksOnGroups(OperatorNode op) => op.Name is
        "Where" or "Select" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Skip" or "Take";
}
