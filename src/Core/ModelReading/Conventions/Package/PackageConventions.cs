using System.Linq;
using ShardSafety.Core.ModelReading.Emission;
using ShardSafety.Core.ModelReading.Marking;

namespace ShardSafety.Core.ModelReading.Conventions.Package;

/// <summary>
/// The conventions that <c>UseShardSafety</c> switches on, in the package's order. They run once, when all configuration is
/// done: loops over metadata see the model without them.
/// </summary>
internal static class PackageConventions
{
    public static void Run(ModelBuild build, MarkReader marks)
    {
        var config = build.Config;
        if (!(config.KeyFirst || config.CompleteForeignKeys) || ContextEmission.IsMarked(config.Context, MarkNames.NotSharded))
        {
            return;
        }

        var distribution = new Distribution(build.Model, marks, config);
        if (config.KeyFirst)
        {
            KeyFirst.Run(build, distribution);
        }

        if (config.CompleteForeignKeys)
        {
            CompleteForeignKeys.Run(build, distribution);
        }

        // EF Core makes and removes the indexes of foreign keys as keys, indexes and foreign keys change.
        foreach (var entity in build.Model.Entities)
        {
            entity.Indexes.RemoveAll(static i => i.FromForeignKey);
            entity.SortProperties();
        }

        IndexDiscovery.OfForeignKeys(build, late: true);
    }

    /// <summary>The distribution key's property of an entity that carries a mark; tables that EF Core makes by itself get theirs later.</summary>
    public static PropertyBuild? KeyOf(EntityBuild entity, Distribution distribution) =>
        (entity is { IsOwned: false, IsShared: false } || entity.Config?.Mark is not null)
        && distribution.Of(entity) is { Kind: Model.TableKind.Distributed, Key: { } key }
            ? entity.FindProperty(key)
            : null;
}
