using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Emission;

namespace ShardSafety.Core.ModelReading.Conventions.Package;

/// <summary>Changes foreign keys while the model is being finished, as the package does.</summary>
internal static class ForeignKeyChange
{
    /// <summary>Gives a foreign key other columns and another principal key; what was said about it stays.</summary>
    public static void Apply(ModelBuild build, ForeignKeyBuild key, List<PropertyBuild> properties, KeyBuild principal)
    {
        if (build.Config.ForeignKeyOverrides.TryGetValue(key.Identity, out var said))
        {
            key.OnDelete = said.OnDelete ?? key.OnDelete;
            key.ConfiguredName = said.ConstraintName ?? key.ConfiguredName;
        }

        key.Properties = properties;
        key.PrincipalKey = principal;

        // A distribution key is never set to null.
        if (key.OnDelete == "SetNull")
        {
            key.OnDelete = "ClientSetNull";
        }
    }

    /// <summary>For a table without a class of its own: a shadow property for the principal's distribution key, first in its own key too.</summary>
    public static List<PropertyBuild>? WithShadow(ForeignKeyBuild key, Distribution distribution)
    {
        if (distribution.Of(key.Principal) is not { Key: { } name } || key.Principal.FindProperty(name) is not { } distributed)
        {
            return null;
        }

        var dependent = key.Dependent;
        var shared = key.IsOwnership ? key.Principal.ShortName + name : name;
        var property = dependent.FindProperty(shared);
        if (property is null)
        {
            property = new PropertyBuild(shared, dependent, distributed.Type) { IsShadow = dependent.Type is not null };
            dependent.Properties.Add(property);
        }

        if (dependent.PrimaryKey is { } own && !own.Properties.Contains(property))
        {
            // EF Core makes a join table's key from its foreign keys anew, in its own order.
            KeyDiscovery.SetPrimary(dependent, key.IsOwnership ? [property, .. own.Properties] : [.. key.Properties, property, .. own.Properties], Place.None, null);
            dependent.PrimaryKey!.Late = true;
            foreach (var reference in own.Declaring.ForeignKeys.Where(k => ReferenceEquals(k.PrincipalKey, own)).ToList())
            {
                reference.PrincipalKey = dependent.PrimaryKey;
            }
        }

        return [property, .. key.Properties];
    }
}
