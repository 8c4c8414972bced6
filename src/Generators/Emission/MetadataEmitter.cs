using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Core.ModelReading.Metadata;

namespace ShardSafety.Generators.Emission;

/// <summary>The model as attributes of the assembly, so that an analysis of a project that references it is as good as its own.</summary>
internal static class MetadataEmitter
{
    public static string Emit(string model)
    {
        var writer = CodeWriter.File(ns: null);
        var number = 0;
        foreach (var part in ModelSerializer.Parts(model))
        {
            writer.Line("[assembly: global::ShardSafety.ShardModelMetadata(" + number.ToString(System.Globalization.CultureInfo.InvariantCulture) + ", " + SymbolDisplay.FormatLiteral(part, quote: true) + ")]");
            number++;
        }

        return writer.End();
    }
}
