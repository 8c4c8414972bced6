using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Conventions;

namespace ShardSafety.Core.ModelReading.Emission;

/// <summary>A property as a column of a table.</summary>
internal static class ColumnEmission
{
    public static Column Of(EntityBuild entity, PropertyBuild property) => new(property.Column, property.Sql)
    {
        Nullable = IsNullable(entity, property),
        Identity = property.IsIdentity && (entity.Base is null || entity.Strategy != Inheritance.TablePerType),
        ComputedSql = property.Facets.Computed,
        DefaultSql = property.Facets.Default ?? property.SequenceDefault,
        Collation = property.Facets.Collation,
    };

    /// <summary>EF Core's <c>IsColumnNullable</c>: rows of other types of the hierarchy, and owners without the owned part, leave the column empty.</summary>
    private static bool IsNullable(EntityBuild entity, PropertyBuild property)
    {
        var isKey = entity.Root.PrimaryKey?.Properties.Contains(property) == true;
        if (isKey)
        {
            return false;
        }

        return property.Nullable
            || property.Complex is { Nullable: true }
            || (property.Declaring.Base is not null && property.Declaring.Strategy == Inheritance.TablePerHierarchy)
            || IsOptional(entity);
    }

    /// <summary>Whether an owned type in its owner's table may be missing.</summary>
    public static bool IsOptional(EntityBuild entity)
    {
        for (var current = entity; current.Owner is { } owner && !current.OwnedCollection; current = owner)
        {
            if (!ColumnNaming.SameTable(current, owner))
            {
                return false;
            }

            if (!IsRequired(current, owner) || (owner.Base is not null && owner.Strategy == Inheritance.TablePerHierarchy))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsRequired(EntityBuild owned, EntityBuild owner)
    {
        var navigation = owned.OwnerNavigation!;
        if (owner.Config?.Navigations.TryGetValue(navigation, out var said) == true && said!.Required is { } required)
        {
            return required;
        }

        return ClrTypes.FindProperty(owner.Type, navigation) is { } property
            && (property.NullableAnnotation == NullableAnnotation.NotAnnotated
                || ClrTypes.InheritedAttribute(property, "System.ComponentModel.DataAnnotations.RequiredAttribute") is not null);
    }
}
