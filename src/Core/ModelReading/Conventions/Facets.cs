using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>All that is said of a property: annotations, then conventions for its type, then the fluent API, the later over the earlier.</summary>
internal static class Facets
{
    private const string Annotations = "System.ComponentModel.DataAnnotations.";
    private const string Schema = Annotations + "Schema.";

    public static PropertyConfig Of(ModelBuild build, IPropertySymbol property, PropertyConfig? fluent)
    {
        var facets = OfAnnotations(property);
        foreach (var (type, said) in build.Config.TypeFacets)
        {
            if (Applies(type, property.Type))
            {
                facets = facets.With(said);
            }
        }

        return facets.With(fluent);
    }

    /// <summary>For a property without a CLR member.</summary>
    public static PropertyConfig OfShadow(ModelBuild build, ITypeSymbol? type, PropertyConfig fluent)
    {
        var facets = new PropertyConfig(fluent.Name);
        foreach (var (of, said) in build.Config.TypeFacets)
        {
            if (type is not null && Applies(of, type))
            {
                facets = facets.With(said);
            }
        }

        return facets.With(fluent);
    }

    private static bool Applies(ITypeSymbol said, ITypeSymbol type)
    {
        type = ClrTypes.Unwrap(type);
        return ClrTypes.Same(said, type)
            || (said is not { SpecialType: SpecialType.System_Object } && ClrTypes.IsAssignableTo(type, said))
            || (said is INamedTypeSymbol { IsUnboundGenericType: true } open && type is INamedTypeSymbol named && ClrTypes.SelfAndBases(named).Concat(named.AllInterfaces).Any(l => ClrTypes.Same(l.OriginalDefinition, open.OriginalDefinition)));
    }

    private static PropertyConfig OfAnnotations(IPropertySymbol property)
    {
        var facets = new PropertyConfig(property.Name) { Place = Places.Of(property) };
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass is { } type)
                {
                    Read(facets, attribute, ClrTypes.FullName(type));
                }
            }
        }

        return facets;
    }

    private static void Read(PropertyConfig facets, AttributeData attribute, string name)
    {
        switch (name)
        {
            case Schema + "ColumnAttribute":
                facets.Explicit = true;
                facets.Column ??= ClrTypes.Argument(attribute, 0) as string;
                facets.ColumnType ??= ClrTypes.NamedArgument(attribute, "TypeName") as string;
                facets.Order ??= ClrTypes.NamedArgument(attribute, "Order") is int order and >= 0 ? order : null;
                break;
            case Annotations + "RequiredAttribute":
                facets.Required ??= true;
                break;
            case Annotations + "MaxLengthAttribute" or Annotations + "StringLengthAttribute":
                facets.MaxLength ??= ClrTypes.Argument(attribute, 0) is int length and > 0 ? length : null;
                break;
            case Annotations + "LengthAttribute":
                facets.MaxLength ??= ClrTypes.Argument(attribute, 1) is int longest and > 0 ? longest : null;
                break;
            case "Microsoft.EntityFrameworkCore.PrecisionAttribute":
                facets.Precision ??= ClrTypes.Argument(attribute, 0) as int?;
                facets.Scale ??= ClrTypes.Argument(attribute, 1) as int?;
                break;
            case Annotations + "ConcurrencyCheckAttribute":
                facets.ConcurrencyToken ??= true;
                break;
            case Annotations + "TimestampAttribute":
                facets.ConcurrencyToken ??= true;
                facets.Generated ??= Generation.OnAddOrUpdate;
                break;
            case Schema + "DatabaseGeneratedAttribute":
                facets.Generated ??= ClrTypes.Argument(attribute, 0) switch
                {
                    0 => Generation.Never,
                    1 => Generation.OnAdd,
                    2 => Generation.OnAddOrUpdate,
                    _ => null,
                };
                break;
        }
    }
}
