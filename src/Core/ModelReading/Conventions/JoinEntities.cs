using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>The join entities of many-to-many relationships (<c>ManyToManyJoinEntityTypeConvention</c>).</summary>
internal static class JoinEntities
{
    public static void Create(ModelBuild build, EntityBuild first, string? firstNavigation, EntityBuild second, string? secondNavigation, RelationshipConfig? config)
    {
        var join = Entity(build, first, second, config?.Join);
        var firstName = firstNavigation ?? second.ShortName;
        var secondName = secondNavigation ?? first.ShortName;
        var toFirst = ForeignKey(join, first, config?.Join?.ToFirst, secondName, null);
        var toSecond = ForeignKey(join, second, config?.Join?.ToSecond, firstName, toFirst);
        if (firstNavigation is not null)
        {
            first.Navigations.Add(new NavigationBuild(firstNavigation, first, second) { IsCollection = true, Inverse = secondNavigation, Through = new ThroughBuild(toFirst, toSecond) });
        }

        if (secondNavigation is not null)
        {
            second.Navigations.Add(new NavigationBuild(secondNavigation, second, first) { IsCollection = true, Inverse = firstNavigation, Through = new ThroughBuild(toSecond, toFirst) });
        }
    }

    private static EntityBuild Entity(ModelBuild build, EntityBuild first, EntityBuild second, JoinConfig? config)
    {
        var id = config?.Entity?.Id ?? Name(build, first, second);
        if (build.Model.Find(id) is { } known)
        {
            return known;
        }

        var join = new EntityBuild(id, config?.Entity?.Type) { Config = config?.Entity ?? build.Config.Find(id), IsShared = config?.Entity is null or { Type: null } or { IsShared: true } };
        build.Model.Add(join);
        build.Model.Sort();
        return join;
    }

    private static string Name(ModelBuild build, EntityBuild first, EntityBuild second)
    {
        var names = new[] { first.ShortName, second.ShortName };
        Array.Sort(names, StringComparer.Ordinal);
        var name = names[0] + names[1];
        var unique = name;
        for (var number = 1; build.Model.Find(unique) is not null; number++)
        {
            unique = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return unique;
    }

    private static ForeignKeyBuild ForeignKey(EntityBuild join, EntityBuild end, RelationshipConfig? config, string skipName, ForeignKeyBuild? other)
    {
        var existing = join.ForeignKeys.FirstOrDefault(k => ReferenceEquals(k.Principal, end) && !ReferenceEquals(k, other) && (config is null || ReferenceEquals(k.Config, config)));
        if (existing is not null)
        {
            existing.SkipName ??= existing.ToPrincipal is null ? skipName : null;
            return existing;
        }

        var key = new ForeignKeyBuild(join, end) { SkipName = skipName };
        join.ForeignKeys.Add(key);
        return key;
    }

    /// <summary>A join entity without a key of its own is keyed by its two foreign keys.</summary>
    public static void Keys(ModelBuild build)
    {
        foreach (var navigation in build.Model.Entities.SelectMany(static e => e.Navigations).Where(static n => n.Through is not null).ToList())
        {
            var join = navigation.Through!.ToOwn.Dependent;
            if (join.Base is null && join.PrimaryKey is null && !join.Keyless)
            {
                var parts = join.ForeignKeys.Where(k => ReferenceEquals(k, navigation.Through.ToOwn) || ReferenceEquals(k, navigation.Through.ToTarget)).SelectMany(static k => k.Properties).ToList();
                if (parts.Count > 0)
                {
                    KeyDiscovery.SetPrimary(join, parts, Place.None, null);
                }
            }
        }
    }
}
