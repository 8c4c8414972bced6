using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>Complex properties, whose members are columns of the entity's own table, or a JSON column of it.</summary>
internal static class Complexes
{
    private const int MaxDepth = 12;

    public static bool IsComplexType(ModelBuild build, ITypeSymbol type) =>
        ClrTypes.Attribute(type, "System.ComponentModel.DataAnnotations.Schema.ComplexTypeAttribute") is not null || build.Config.ComplexTypes.Contains(type);

    public static void Add(ModelBuild build, EntityBuild entity, IPropertySymbol property, ComplexConfig? config)
    {
        var collection = config?.IsCollection ?? (ClrTypes.SequenceElement(property.Type) is { } item && IsComplexType(build, item));
        var type = collection ? ClrTypes.SequenceElement(property.Type) : ClrTypes.Unwrap(property.Type);
        if (type is INamedTypeSymbol named)
        {
            Add(build, entity, property, named, config, null, collection, 0);
        }
    }

    private static void Add(ModelBuild build, EntityBuild entity, IPropertySymbol property, INamedTypeSymbol type, ComplexConfig? config, ComplexBuild? outer, bool collection, int depth)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        var complex = new ComplexBuild(property.Name, type, outer)
        {
            IsCollection = collection,
            Nullable = outer?.Nullable == true || !(config?.Required ?? (!ClrTypes.IsNullableValue(property.Type) && (property.Type.IsValueType || property.NullableAnnotation == NullableAnnotation.NotAnnotated))),
            JsonColumn = config is { ToJson: true } || collection ? config?.JsonColumn ?? property.Name : outer?.JsonColumn,
        };
        entity.Complex.Add(complex);
        foreach (var member in ClrTypes.PropertiesOf(type))
        {
            var said = config?.Properties.TryGetValue(member.Name, out var facets) == true ? facets : null;
            if (config?.IgnoredMembers.Contains(member.Name) == true || ClrTypes.InheritedAttribute(member, "System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute") is not null)
            {
                continue;
            }

            var nested = config?.Complex.TryGetValue(member.Name, out var inner) == true ? inner : null;
            var target = ClrTypes.SequenceElement(member.Type) is { } element && (nested?.IsCollection == true || IsComplexType(build, element)) ? element : ClrTypes.Unwrap(member.Type);
            if (nested is not null || IsComplexType(build, target))
            {
                if (target is INamedTypeSymbol deeper)
                {
                    Add(build, entity, member, deeper, nested, complex, !ClrTypes.Same(target, ClrTypes.Unwrap(member.Type)), depth + 1);
                }

                continue;
            }

            var merged = Facets.Of(build, member, said);
            if (said is not { Explicit: true } && (!ClrTypes.IsCandidate(member, needsWrite: true) || build.Types.Map(member.Type, merged) is null))
            {
                continue;
            }

            entity.Properties.Add(new PropertyBuild(complex.Path + "." + member.Name, entity, member.Type) { Symbol = member, Facets = merged, Complex = complex });
        }
    }
}
