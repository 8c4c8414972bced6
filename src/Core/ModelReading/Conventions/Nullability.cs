using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>Whether properties may be null: what was said, else the type and its nullable annotation (<c>NonNullableReferencePropertyConvention</c>).</summary>
internal static class Nullability
{
    public static void Run(ModelBuild build)
    {
        foreach (var entity in build.Model.Entities)
        {
            foreach (var property in entity.Properties)
            {
                property.Nullable = Of(property);
            }
        }
    }

    public static bool Of(PropertyBuild property)
    {
        var root = property.Declaring.Root;
        if (root.PrimaryKey?.Properties.Contains(property) == true || root.AlternateKeys.Any(k => k.Properties.Contains(property)))
        {
            return false;
        }

        var type = property.Type;
        if (type is { IsValueType: true } && !ClrTypes.IsNullableValue(type) && !property.IsShadow)
        {
            return false;
        }

        if (property.Facets.Required is { } required)
        {
            return !required;
        }

        if (type is null || ClrTypes.IsNullableValue(type))
        {
            return true;
        }

        if (type.IsValueType)
        {
            return false;
        }

        return property.Symbol is null || property.Symbol.NullableAnnotation != NullableAnnotation.NotAnnotated;
    }
}
