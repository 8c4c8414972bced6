using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>
/// Primary and alternate keys: the fluent API's, annotations', else <c>Id</c> or the type's name with <c>Id</c>
/// (<c>KeyDiscoveryConvention</c>). Owned types and join entities get theirs with their foreign keys.
/// </summary>
internal static class KeyDiscovery
{
    private const string Annotations = "System.ComponentModel.DataAnnotations.";

    public static void Run(ModelBuild build)
    {
        foreach (var entity in build.Model.Entities)
        {
            if (entity.Base is null)
            {
                Primary(build, entity);
            }
        }

        foreach (var entity in build.Model.Entities)
        {
            Alternate(build, entity);
        }
    }

    /// <summary>A key that names shadow properties of a foreign key can be set once these are there.</summary>
    public static void Retry(ModelBuild build, EntityBuild entity)
    {
        if (entity is { PrimaryKey: null, Base: null, Config.PrimaryKey: { } configured } && Resolve(build, entity, configured.Properties.Names) is { } named)
        {
            SetPrimary(entity, named, configured.Properties.Place, configured.Name);
        }

        if (entity.Config is { AlternateKeys.Count: > 0 })
        {
            Alternate(build, entity);
        }
    }

    private static void Primary(ModelBuild build, EntityBuild entity)
    {
        if (entity.Config?.PrimaryKey is { } configured)
        {
            if (Resolve(build, entity, configured.Properties.Names) is { } named)
            {
                SetPrimary(entity, named, configured.Properties.Place, configured.Name);
            }

            return;
        }

        if (entity.Config?.Keyless == true || (entity.Type is not null && ClrTypes.Attribute(entity.Type, "Microsoft.EntityFrameworkCore.KeylessAttribute") is not null))
        {
            entity.Keyless = true;
            return;
        }

        if (Annotated(build, entity, out var place) is { } annotated)
        {
            SetPrimary(entity, annotated, place, null);
            return;
        }

        if (!entity.IsOwned && ByConvention(entity) is { } found)
        {
            SetPrimary(entity, [found], Place.None, null);
        }
    }

    /// <summary><c>[PrimaryKey]</c> on the type, <c>[Key]</c> on a property.</summary>
    private static List<PropertyBuild>? Annotated(ModelBuild build, EntityBuild entity, out Place place)
    {
        place = Place.None;
        if (entity.Type is null)
        {
            return null;
        }

        foreach (var level in ClrTypes.SelfAndBases(entity.Type))
        {
            if (ClrTypes.Attribute(level, "Microsoft.EntityFrameworkCore.PrimaryKeyAttribute") is { } attribute)
            {
                place = Places.Of(attribute);
                return Resolve(build, entity, [.. ClrTypes.Strings(attribute)]);
            }
        }

        var keyed = entity.Properties.Where(static p => p.Symbol is { } symbol && p.Complex is null && ClrTypes.InheritedAttribute(symbol, Annotations + "KeyAttribute") is not null).ToList();
        if (keyed.Count == 0)
        {
            return null;
        }

        place = Places.Of(ClrTypes.InheritedAttribute(keyed[0].Symbol!, Annotations + "KeyAttribute"));
        return keyed;
    }

    public static PropertyBuild? ByConvention(EntityBuild entity)
    {
        var candidates = entity.Properties.Where(static p => p is { Implicit: false, Complex: null }).ToList();
        var found = candidates.Where(static p => string.Equals(p.Name, "Id", StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
        {
            found = [.. candidates.Where(p => string.Equals(p.Name, entity.ShortName + "Id", StringComparison.OrdinalIgnoreCase))];
        }

        return found.Count == 1 ? found[0] : null;
    }

    public static void SetPrimary(EntityBuild entity, List<PropertyBuild> properties, Place place, string? name)
    {
        entity.PrimaryKey = new KeyBuild(entity, [.. properties.Distinct()], primary: true) { Place = place, ConfiguredName = name };
        entity.SortProperties();
    }

    /// <summary>Properties by name; null if one is missing, as in code that is being typed.</summary>
    public static List<PropertyBuild>? Resolve(ModelBuild build, EntityBuild entity, IReadOnlyList<string> names)
    {
        var properties = new List<PropertyBuild>();
        foreach (var name in names)
        {
            if (entity.FindProperty(name) is not { } property)
            {
                return null;
            }

            properties.Add(property);
        }

        return properties.Count == 0 ? null : properties;
    }

    private static void Alternate(ModelBuild build, EntityBuild entity)
    {
        foreach (var configured in entity.Config?.AlternateKeys ?? [])
        {
            if (Resolve(build, entity, configured.Properties.Names) is { } properties)
            {
                AddAlternate(entity.Root, properties, configured.Properties.Place, configured.Name);
            }
        }
    }

    public static KeyBuild AddAlternate(EntityBuild entity, List<PropertyBuild> properties, Place place, string? name)
    {
        if (entity.PrimaryKey is { } primary && primary.Properties.SequenceEqual(properties))
        {
            return primary;
        }

        var key = entity.AlternateKeys.FirstOrDefault(k => k.Properties.SequenceEqual(properties));
        if (key is null)
        {
            key = new KeyBuild(entity, properties, primary: false) { Place = place };
            entity.AlternateKeys.Add(key);
        }

        key.ConfiguredName ??= name;
        return key;
    }
}
