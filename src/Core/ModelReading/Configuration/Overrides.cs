using System;
using System.Collections.Generic;

namespace ShardSafety.Core.ModelReading.Configuration;

/// <summary>What a loop over metadata set on a foreign key, whoever made it.</summary>
internal sealed class ForeignKeyOverride
{
    public string? OnDelete { get; set; }

    public string? ConstraintName { get; set; }
}

internal static class Overrides
{
    public static ForeignKeyOverride Override(this ModelConfig config, string identity)
    {
        if (!config.ForeignKeyOverrides.TryGetValue(identity, out var found))
        {
            found = new ForeignKeyOverride();
            config.ForeignKeyOverrides.Add(identity, found);
        }

        config.Version++;
        return found;
    }

    /// <summary>The configuration that writes to a built entity go to.</summary>
    public static EntityConfig EntityFor(this ModelConfig config, Conventions.EntityBuild entity)
    {
        var found = config.Entity(entity.Id, entity.Type);
        found.IsShared |= entity.IsShared;
        return found;
    }
}
