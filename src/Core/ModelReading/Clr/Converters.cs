using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.ModelReading.Clr;

/// <summary>Value converters.</summary>
internal static class Converters
{
    /// <summary>The provider's type of a class derived from <c>ValueConverter&lt;TModel, TProvider&gt;</c>; null for other types.</summary>
    public static ITypeSymbol? ProviderOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        foreach (var level in ClrTypes.SelfAndBases(named))
        {
            if (level.TypeArguments.Length == 2 && ClrTypes.FullName(level) == "Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter")
            {
                return level.TypeArguments[1];
            }
        }

        return null;
    }
}
