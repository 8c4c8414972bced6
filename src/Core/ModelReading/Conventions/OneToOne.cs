using System;
using System.Linq;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>Which end of a one-to-one relationship holds the foreign key, when nobody says: the one that has a property for it.</summary>
internal static class OneToOne
{
    /// <summary>Whether the first end depends on the second.</summary>
    public static bool FirstDepends(EntityBuild first, string? firstNavigation, EntityBuild second, string? secondNavigation)
    {
        if (first.IsOwned != second.IsOwned)
        {
            return first.IsOwned;
        }

        if (Annotated(first, firstNavigation))
        {
            return true;
        }

        if (Annotated(second, secondNavigation))
        {
            return false;
        }

        // The ends are told apart when the entities are found, before HasKey gives them other keys.
        var early = Early(first, firstNavigation, second);
        if (early != Early(second, secondNavigation, first))
        {
            return early;
        }

        var onFirst = ForeignKeyNames.Candidate(first, second, firstNavigation, unique: true, matchPrimary: false, out _) is not null;
        var onSecond = ForeignKeyNames.Candidate(second, first, secondNavigation, unique: true, matchPrimary: false, out _) is not null;
        if (onFirst != onSecond)
        {
            return onFirst;
        }

        var keyOnFirst = ForeignKeyNames.Candidate(first, second, firstNavigation, unique: true, matchPrimary: true, out _) is not null;
        var keyOnSecond = ForeignKeyNames.Candidate(second, first, secondNavigation, unique: true, matchPrimary: true, out _) is not null;
        return keyOnFirst || !keyOnSecond;
    }

    private static bool Early(EntityBuild dependent, string? navigation, EntityBuild principal) =>
        principal.Root is { Config.PrimaryKey: not null } root
        && KeyDiscovery.ByConvention(root) is { } key
        && ForeignKeyNames.Candidate(dependent, principal, navigation, unique: true, matchPrimary: false, out _, new KeyBuild(root, [key], primary: true)) is not null;

    /// <summary>A lone reference whose target holds the property for the foreign key: the target depends.</summary>
    public static bool IsInverted(EntityBuild entity, string navigation, EntityBuild target) =>
        ForeignKeyNames.Candidate(entity, target, navigation, unique: false, matchPrimary: false, out _) is null
        && !ReferenceEquals(entity, target)
        && ForeignKeyNames.Candidate(target, entity, null, unique: false, matchPrimary: false, out _) is not null;

    private static bool Annotated(EntityBuild entity, string? navigation)
    {
        const string Attribute = "System.ComponentModel.DataAnnotations.Schema.ForeignKeyAttribute";
        if (navigation is null || entity.Type is null)
        {
            return false;
        }

        return (Clr.ClrTypes.FindProperty(entity.Type, navigation) is { } property
                && Clr.ClrTypes.InheritedAttribute(property, Attribute) is { } attribute
                && Clr.ClrTypes.Argument(attribute, 0) is string names
                && names.Split(',').All(n => entity.FindProperty(n.Trim()) is not null))
            || Clr.ClrTypes.PropertiesOf(entity.Type).Any(p => string.Equals(Clr.ClrTypes.InheritedAttribute(p, Attribute) is { } a ? Clr.ClrTypes.Argument(a, 0) as string : null, navigation, StringComparison.Ordinal) && entity.FindProperty(p.Name) is not null);
    }
}
