using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>Properties that are a foreign key by their names (<c>ForeignKeyPropertyDiscoveryConvention</c>).</summary>
internal static class ForeignKeyNames
{
    /// <summary>Properties named after the navigation, else after the principal, followed by the key's name or <c>Id</c>.</summary>
    public static List<PropertyBuild>? Candidate(EntityBuild dependent, EntityBuild principal, string? navigation, bool unique, bool matchPrimary, out bool settled, KeyBuild? principalKey = null)
    {
        settled = false;
        var referenced = (principalKey ?? principal.Root.PrimaryKey)?.Properties;
        if (referenced is null)
        {
            return null;
        }

        if (navigation is not null)
        {
            var byNavigation = Match(dependent, referenced, navigation, unique, matchPrimary, out settled);
            if (settled)
            {
                return byNavigation;
            }
        }

        return Match(dependent, referenced, principal.ShortName, unique, matchPrimary, out settled);
    }

    public static List<PropertyBuild>? Match(EntityBuild dependent, List<PropertyBuild> referenced, string baseName, bool unique, bool matchPrimary, out bool settled)
    {
        settled = false;
        var found = new List<PropertyBuild>();
        foreach (var wanted in referenced)
        {
            if (Find(dependent, baseName + wanted.Name, matchImplicit: referenced.Count != 1) is { } property)
            {
                found.Add(property);
            }
        }

        if (found.Count == referenced.Count && found.Count != 1 && found.All(static p => p.Implicit))
        {
            return null;
        }

        if (found.Count != referenced.Count)
        {
            if (referenced.Count != 1 || baseName.Length == 0 || Find(dependent, baseName + "Id", matchImplicit: false) is not { } byId)
            {
                return null;
            }

            found = [byId];
        }

        settled = true;
        if (!Compatible(referenced, found))
        {
            return null;
        }

        var root = dependent.Root;
        var keys = root.PrimaryKey is { } primary ? root.AlternateKeys.Prepend(primary) : root.AlternateKeys;
        foreach (var key in keys)
        {
            if (key.Properties.All(found.Contains) && (!unique || (key.IsPrimary && !matchPrimary)))
            {
                return null;
            }
        }

        return found;
    }

    private static PropertyBuild? Find(EntityBuild entity, string name, bool matchImplicit) =>
        entity.AllProperties().FirstOrDefault(p => p.Complex is null && (matchImplicit || !p.Implicit) && string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    public static bool Compatible(List<PropertyBuild> principal, List<PropertyBuild>? dependent) =>
        dependent is not null
        && principal.Count == dependent.Count
        && principal.Zip(dependent, static (a, b) => a.Type is not null && b.Type is not null && ClrTypes.Same(ClrTypes.Unwrap(a.Type), ClrTypes.Unwrap(b.Type))).All(static same => same);
}
