using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>
/// The properties of each foreign key (<c>ForeignKeyPropertyDiscoveryConvention</c>): those that were said, those whose names
/// fit, else shadow properties; whether it is required; and keys of owned types, which are made of it.
/// </summary>
internal static class ForeignKeyDiscovery
{
    public static void Run(ModelBuild build)
    {
        // A principal's key may itself be made of a foreign key: owners come before what they own.
        var keys = build.Model.Entities.SelectMany(static e => e.ForeignKeys).ToList();
        foreach (var key in keys.Where(static k => k.IsOwnership).OrderBy(static k => k.Dependent.Id.Length).Concat(keys.Where(static k => !k.IsOwnership && k.SkipName is null)).Concat(keys.Where(static k => k.SkipName is not null)))
        {
            build.Cancellation.ThrowIfCancellationRequested();
            Resolve(build, key);
        }

        foreach (var entity in build.Model.Entities)
        {
            entity.ForeignKeys.RemoveAll(static k => k.Properties.Count == 0);
            entity.ForeignKeys.Sort(static (a, b) => Compare(a, b));
        }

        JoinEntities.Keys(build);
    }

    /// <summary>EF Core's order of foreign keys: by their properties' names, then by the principal.</summary>
    private static int Compare(ForeignKeyBuild a, ForeignKeyBuild b)
    {
        var byCount = a.Properties.Count - b.Properties.Count;
        if (byCount != 0)
        {
            return byCount;
        }

        for (var i = 0; i < a.Properties.Count; i++)
        {
            var byName = string.CompareOrdinal(a.Properties[i].Name, b.Properties[i].Name);
            if (byName != 0)
            {
                return byName;
            }
        }

        return string.CompareOrdinal(a.Principal.Name, b.Principal.Name);
    }

    private static void Resolve(ModelBuild build, ForeignKeyBuild key)
    {
        key.PrincipalKey ??= Principal(build, key);
        if (key.PrincipalKey is not { } principal)
        {
            return;
        }

        if (key.ExplicitProperties is { } names && Said(build, key, names, principal) is { } said)
        {
            key.Properties = said;
        }
        else if (Discover(key) is { } found && !Taken(key, found))
        {
            key.Properties = found;
        }

        var required = Required(key);
        if (key.Properties.Count == 0)
        {
            key.Properties = Shadow(build, key, principal, required ?? false);
            if (required == false && IsNonNullNavigation(key))
            {
                // EF Core made the columns while the navigation's type said required, and leaves them so.
                key.Properties.ForEach(static p => p.Facets.Required = true);
            }

            Mix(key);
        }

        key.Required = key.IsOwnership || (required ?? key.Properties.All(static p => !IsNullable(p)));
        foreach (var property in key.Properties)
        {
            if (key.Required && required == true && property.Facets.Required is null)
            {
                property.Facets.Required = true;
            }
        }

        KeyDiscovery.Retry(build, key.Dependent);
        if (key.IsOwnership)
        {
            OwnedKey(build, key);
        }
    }

    private static KeyBuild? Principal(ModelBuild build, ForeignKeyBuild key)
    {
        if (key.Config?.PrincipalKey is { } said && KeyDiscovery.Resolve(build, key.Principal, said.Names) is { } properties)
        {
            return KeyDiscovery.AddAlternate(key.Principal.Root, properties, said.Place, null);
        }

        return key.Principal.Root.PrimaryKey;
    }

    /// <summary>Explicit properties; those that are missing become shadow properties typed by the principal's key.</summary>
    private static List<PropertyBuild>? Said(ModelBuild build, ForeignKeyBuild key, IReadOnlyList<string> names, KeyBuild principal)
    {
        var properties = new List<PropertyBuild>();
        for (var i = 0; i < names.Count; i++)
        {
            var property = key.Dependent.FindProperty(names[i]);
            if (property is null)
            {
                if (i >= principal.Properties.Count || key.Dependent.Type is { } type && ClrTypes.FindProperty(type, names[i]) is not null)
                {
                    return null;
                }

                property = NewShadow(build, key.Dependent, names[i], principal.Properties[i].Type, Required(key) ?? false);
                property.Implicit = false;
            }

            properties.Add(property);
        }

        return properties.Count == 0 ? null : properties;
    }

    /// <summary>What says whether the dependent must have a principal; null leaves it to the properties.</summary>
    private static bool? Required(ForeignKeyBuild key)
    {
        if (key.IsOwnership || key.SkipName is not null)
        {
            return true;
        }

        if (key.Config?.Required is { } said)
        {
            return said;
        }

        if (key.ToPrincipal is { } name)
        {
            if (key.Dependent.Config?.Navigations.TryGetValue(name, out var navigation) == true && navigation!.Required is { } configured)
            {
                return configured;
            }

            if (ClrTypes.FindProperty(key.Dependent.Type, name) is { } property)
            {
                if (ClrTypes.InheritedAttribute(property, "System.ComponentModel.DataAnnotations.RequiredAttribute") is not null)
                {
                    return true;
                }

                if (property.NullableAnnotation == NullableAnnotation.NotAnnotated
                    && key.Properties.All(static p => !IsNullable(p) || (p.IsShadow && p.Facets.Required is null)))
                {
                    return true;
                }
            }
        }

        return null;
    }

    private static bool IsNonNullNavigation(ForeignKeyBuild key) =>
        key.ToPrincipal is { } name && ClrTypes.FindProperty(key.Dependent.Type, name) is { NullableAnnotation: NullableAnnotation.NotAnnotated };

    public static bool IsNullable(PropertyBuild property) => Nullability.Of(property);

    private static bool Taken(ForeignKeyBuild key, List<PropertyBuild> found) =>
        !key.IsOwnership && key.Dependent.SelfAndBases().SelectMany(static e => e.ForeignKeys).Any(f => !ReferenceEquals(f, key) && f.Properties.SequenceEqual(found));

    private static List<PropertyBuild>? Discover(ForeignKeyBuild key)
    {
        if (key.IsOwnership)
        {
            return Owned(key);
        }

        if (key.SkipName is { } skip)
        {
            var bySkip = ForeignKeyNames.Match(key.Dependent, key.PrincipalKey!.Properties, skip, unique: false, matchPrimary: true, out var settled);
            if (settled)
            {
                return bySkip;
            }
        }

        var found = ForeignKeyNames.Candidate(key.Dependent, key.Principal, key.ToPrincipal, key.Unique, matchPrimary: false, out var stop, key.PrincipalKey);
        if (found is not null || stop && !key.Unique)
        {
            return found;
        }

        if (key.Dependent.Base is not null || ReferenceEquals(key.Dependent, key.Principal))
        {
            return null;
        }

        if (key.Unique)
        {
            return ForeignKeyNames.Compatible(key.PrincipalKey!.Properties, key.Dependent.Root.PrimaryKey?.Properties)
                && (key.Config?.Dependent is not null || key.Dependent.InOwnershipPath(key.Principal.Type))
                    ? [.. key.Dependent.Root.PrimaryKey!.Properties]
                    : ForeignKeyNames.Candidate(key.Dependent, key.Principal, key.ToPrincipal, unique: true, matchPrimary: true, out _, key.PrincipalKey);
        }

        // Names equal to the principal key's, when they are a proper part of the dependent's key. EF Core does not look again
        // when the dependent's key is set after the principal's.
        if (key.Dependent.PrimaryKey is { } primary
            && Sequence(key.Dependent) is var own
            && (own == 0 || own < Sequence(key.Principal.Root))
            && primary.Properties.Count > key.PrincipalKey!.Properties.Count
            && ForeignKeyNames.Match(key.Dependent, key.PrincipalKey.Properties, "", unique: false, matchPrimary: false, out _) is { } part
            && part.All(p => primary.Properties.Contains(p) && !string.Equals(p.Name, "Id", StringComparison.OrdinalIgnoreCase)))
        {
            return part;
        }

        return null;
    }

    private static int Sequence(EntityBuild entity) => entity.Config?.PrimaryKey?.Sequence ?? 0;

    private static List<PropertyBuild>? Owned(ForeignKeyBuild key)
    {
        var found = ForeignKeyNames.Candidate(key.Dependent, key.Principal, key.ToPrincipal, key.Unique, matchPrimary: false, out _, key.PrincipalKey);
        if (found is not null)
        {
            return found;
        }

        return key.Unique && key.Dependent.PrimaryKey is { } primary && ForeignKeyNames.Compatible(key.PrincipalKey!.Properties, primary.Properties) ? [.. primary.Properties] : null;
    }

    private static List<PropertyBuild> Shadow(ModelBuild build, ForeignKeyBuild key, KeyBuild principal, bool required)
    {
        var baseName = key.ToPrincipal ?? key.SkipName ?? key.Principal.ShortName;
        var properties = new List<PropertyBuild>();
        foreach (var target in principal.Properties)
        {
            var name = target.Name.StartsWith(baseName, StringComparison.OrdinalIgnoreCase) ? target.Name : baseName + target.Name;
            var unique = name;
            for (var number = 1; Exists(key.Dependent, unique); number++)
            {
                unique = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            properties.Add(NewShadow(build, key.Dependent, unique, target.Type, required));
        }

        return properties;
    }

    /// <summary>Of a composite key, properties whose names fit take the place of shadow properties, once the others are there under such names.</summary>
    private static void Mix(ForeignKeyBuild key)
    {
        if (key.Properties.Count < 2 || key.IsOwnership
            || ForeignKeyNames.Candidate(key.Dependent, key.Principal, key.ToPrincipal, key.Unique, matchPrimary: false, out _, key.PrincipalKey) is not { } mixed || Taken(key, mixed))
        {
            return;
        }

        foreach (var unused in key.Properties.Where(p => !mixed.Contains(p)))
        {
            key.Dependent.Properties.Remove(unused);
        }

        key.Properties = mixed;
    }

    private static bool Exists(EntityBuild entity, string name) =>
        entity.FindProperty(name) is not null
        || entity.Descendants().Any(d => d.Properties.Any(p => p.Name == name))
        || (entity.Type is { } type && (ClrTypes.FindProperty(type, name) is not null || ClrTypes.SelfAndBases(type).Any(l => l.GetMembers(name).OfType<IFieldSymbol>().Any())))
        || entity.Config?.IgnoredMembers.Contains(name) == true;

    private static PropertyBuild NewShadow(ModelBuild build, EntityBuild entity, string name, ITypeSymbol? type, bool required)
    {
        var said = entity.Config?.Properties.TryGetValue(name, out var found) == true ? found! : new PropertyConfig(name);
        var property = new PropertyBuild(name, entity, type)
        {
            IsShadow = entity.Type is not null,
            Implicit = true,
            Facets = new PropertyConfig(name) { Required = required }.With(Facets.OfShadow(build, type, said)),
        };
        entity.Properties.Add(property);
        entity.SortProperties();
        return property;
    }

    /// <summary>An owned reference is keyed by its foreign key, an owned collection by it and an <c>Id</c>.</summary>
    private static void OwnedKey(ModelBuild build, ForeignKeyBuild key)
    {
        var entity = key.Dependent;
        if (entity.PrimaryKey is not null || entity.Keyless || entity.Config?.PrimaryKey is not null)
        {
            return;
        }

        if (key.Unique)
        {
            KeyDiscovery.SetPrimary(entity, key.Properties, Place.None, null);
            return;
        }

        var own = entity.IsJson ? null : KeyDiscovery.ByConvention(entity);
        if (own is null || key.Properties.Contains(own))
        {
            var name = entity.IsJson ? "__synthesizedOrdinal" : "Id";
            for (var number = 1; Exists(entity, name); number++)
            {
                name = "Id" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            own = NewShadow(build, entity, name, build.Compilation.GetSpecialType(SpecialType.System_Int32), required: true);
        }

        KeyDiscovery.SetPrimary(entity, [.. key.Properties, own], Place.None, null);
    }
}
