using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Emission;

namespace ShardSafety.Core.ModelReading.Conventions.Package;

/// <summary>
/// <c>PutKeyFirst()</c>: the distribution key comes first in keys and indexes that lack it and were not configured explicitly
/// (the package's KeyFirstConvention).
/// </summary>
internal static class KeyFirst
{
    public static void Run(ModelBuild build, Distribution distribution)
    {
        foreach (var entity in build.Model.Entities.ToList())
        {
            build.Cancellation.ThrowIfCancellationRequested();
            if (PackageConventions.KeyOf(entity, distribution) is { } key)
            {
                Keys(build, entity, key, distribution);
                Indexes(build, entity, key);
            }
        }
    }

    private static void Keys(ModelBuild build, EntityBuild entity, PropertyBuild distributed, Distribution distribution)
    {
        if (entity.PrimaryKey is { } primary && entity.Config?.PrimaryKey is null && !primary.Properties.Contains(distributed))
        {
            KeyDiscovery.SetPrimary(entity, [distributed, .. primary.Properties], primary.Place, null);
            if (Repoint(build, primary, entity.PrimaryKey, distribution))
            {
                entity.AlternateKeys.Add(new KeyBuild(entity, primary.Properties, primary: false) { Place = primary.Place });
                foreach (var left in References(build, primary))
                {
                    left.PrincipalKey = entity.AlternateKeys.Last();
                }
            }
        }
    }

    /// <summary>
    /// Lets foreign keys that referenced a key reference the longer one, where the dependent has its own distribution key in the
    /// same group. True when some could not and still need the shorter one.
    /// </summary>
    private static bool Repoint(ModelBuild build, KeyBuild key, KeyBuild longer, Distribution distribution)
    {
        foreach (var reference in References(build, key))
        {
            if (Completed(reference, distribution) is { } properties)
            {
                ForeignKeyChange.Apply(build, reference, properties, longer);
            }
        }

        return References(build, key).Count > 0;
    }

    private static List<ForeignKeyBuild> References(ModelBuild build, KeyBuild key) =>
        [.. build.Model.Entities.SelectMany(static e => e.ForeignKeys).Where(k => ReferenceEquals(k.PrincipalKey, key))];

    private static List<PropertyBuild>? Completed(ForeignKeyBuild reference, Distribution distribution)
    {
        if (reference.IsOwnership || reference.Dependent.IsShared)
        {
            return ForeignKeyChange.WithShadow(reference, distribution);
        }

        return distribution.Of(reference.Dependent).Group == distribution.Of(reference.Principal).Group
            && PackageConventions.KeyOf(reference.Dependent, distribution) is { } own
            && !reference.Properties.Contains(own)
                ? [own, .. reference.Properties]
                : null;
    }

    private static void Indexes(ModelBuild build, EntityBuild entity, PropertyBuild distributed)
    {
        foreach (var index in entity.Indexes.ToList())
        {
            if (index.Properties.Contains(distributed) || index.Explicit)
            {
                continue;
            }

            if (index.Annotated)
            {
                // EF Core looks at [Index] once more when the model is finished, and makes the index again.
                index.Late = true;
            }
            else
            {
                entity.Indexes.Remove(index);
            }

            List<PropertyBuild> longer = [distributed, .. index.Properties];
            if (index.ModelName is null && entity.SelfAndBases().SelectMany(static e => e.Indexes).Any(i => i.ModelName is null && i.Properties.SequenceEqual(longer)))
            {
                continue;
            }

            var added = new IndexBuild(entity, longer)
            {
                Unique = index.Unique,
                Filter = index.Filter,
                ModelName = index.ModelName,
                ConfiguredName = build.Config.NameOverrides.TryGetValue(index.Identity, out var named) ? named : index.ConfiguredName,
                Place = index.Place,
            };
            added.Include.AddRange(index.Include);
            entity.Indexes.Add(added);
        }
    }
}
