using System.Linq;
using ShardSafety.Generators.Reading;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Emission;

/// <summary>Names in the class of a row with its collections.</summary>
internal static class RowNames
{
    public static string Type(SetSpec set) => set.Entity + "WithCollections";

    /// <summary>The entity's own name, unless a collection has it.</summary>
    public static string Entity(SetSpec set)
    {
        var name = set.Entity;
        while (set.Collections.Any(c => c.Name == name) || name == Type(set))
        {
            name += "Row";
        }

        return Names.Escape(name);
    }
}
