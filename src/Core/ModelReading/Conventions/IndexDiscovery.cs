using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>Indexes: the fluent API's, <c>[Index]</c>, and one for each foreign key that nothing else covers (<c>ForeignKeyIndexConvention</c>).</summary>
internal static class IndexDiscovery
{
    public static void Run(ModelBuild build)
    {
        foreach (var entity in build.Model.Entities)
        {
            Configured(build, entity);
            Annotated(build, entity);
        }

        OfForeignKeys(build);
    }

    /// <param name="late">Whether all configuration is done.</param>
    public static void OfForeignKeys(ModelBuild build, bool late = false)
    {
        foreach (var entity in build.Model.Entities)
        {
            foreach (var key in entity.ForeignKeys)
            {
                OfForeignKey(entity, key, late);
            }
        }

        foreach (var entity in build.Model.Entities)
        {
            entity.Indexes.RemoveAll(i => i.FromForeignKey && entity.SelfAndBases().SelectMany(static e => e.Indexes).Any(o => !ReferenceEquals(o, i) && Covers(i.Properties, i.Unique, o.Properties, o.Unique)));
        }
    }

    private static void Configured(ModelBuild build, EntityBuild entity)
    {
        foreach (var config in entity.Config?.Indexes ?? [])
        {
            if (KeyDiscovery.Resolve(build, entity, config.Properties.Names) is { } properties)
            {
                var index = new IndexBuild(entity, properties)
                {
                    Unique = config.Unique ?? false,
                    Filter = config.Filter,
                    Explicit = true,
                    ModelName = config.ModelName,
                    ConfiguredName = config.DatabaseName ?? config.ModelName,
                    Place = config.Properties.Place,
                };
                index.Include.AddRange(config.Include);
                entity.Indexes.Add(index);
            }
        }
    }

    private static void Annotated(ModelBuild build, EntityBuild entity)
    {
        if (entity.Type is null)
        {
            return;
        }

        foreach (var level in ClrTypes.SelfAndBases(entity.Type).TakeWhile(l => entity.Base is null || !ClrTypes.Same(l, entity.Base.Type)))
        {
            foreach (var attribute in level.GetAttributes())
            {
                if (attribute.AttributeClass is not { } type || ClrTypes.FullName(type) != "Microsoft.EntityFrameworkCore.IndexAttribute")
                {
                    continue;
                }

                var name = ClrTypes.NamedArgument(attribute, "Name") as string;
                if (KeyDiscovery.Resolve(build, entity, [.. ClrTypes.Strings(attribute)]) is not { } properties)
                {
                    continue;
                }

                var unique = ClrTypes.NamedArgument(attribute, "IsUnique") is true;
                var existing = entity.Indexes.FirstOrDefault(i => i.ModelName == name && i.Properties.SequenceEqual(properties));
                if (existing is not null)
                {
                    existing.Unique |= unique && entity.Config?.Indexes.FirstOrDefault(c => c.Properties.Place.Equals(existing.Place))?.Unique is null;
                    continue;
                }

                entity.Indexes.Add(new IndexBuild(entity, properties) { Unique = unique, ModelName = name, ConfiguredName = name, Place = Places.Of(attribute), Annotated = true });
            }
        }
    }

    private static void OfForeignKey(EntityBuild entity, ForeignKeyBuild key, bool late)
    {
        var root = entity.Root;
        var keys = root.PrimaryKey is { } primary ? root.AlternateKeys.Prepend(primary) : root.AlternateKeys;
        if (keys.Any(k => Covers(key.Properties, key.Unique, k.Properties, coveringUnique: true)))
        {
            return;
        }

        var existing = entity.SelfAndBases().SelectMany(static e => e.Indexes).ToList();
        if (existing.Any(i => Covers(key.Properties, key.Unique, i.Properties, i.Unique)))
        {
            return;
        }

        if (existing.FirstOrDefault(i => i.ModelName is null && i.Properties.SequenceEqual(key.Properties)) is { } same)
        {
            same.Unique |= key.Unique;
            return;
        }

        entity.Indexes.Add(new IndexBuild(entity, key.Properties) { Unique = key.Unique, FromForeignKey = true, Late = late, Place = key.Place });
    }

    private static bool Covers(List<PropertyBuild> properties, bool unique, List<PropertyBuild> covering, bool coveringUnique) => unique
        ? coveringUnique && covering.SequenceEqual(properties)
        : covering.Count >= properties.Count && covering.Take(properties.Count).SequenceEqual(properties);
}
