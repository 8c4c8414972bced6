using ShardSafety.Generators.Reading;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Emission;

/// <summary>A comparison of a property with a value, as EF Core translates it.</summary>
internal static class Comparison
{
    public static string Of(string row, KeySpec key, string value)
    {
        var property = key.ShadowType is null
            ? row + "." + Names.Escape(key.Property)
            : "global::Microsoft.EntityFrameworkCore.EF.Property<" + key.ShadowType + ">(" + row + ", " + Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(key.Property, quote: true) + ")";
        return key.UsesEquals ? property + ".Equals(" + value + ")" : property + " == " + value;
    }
}
