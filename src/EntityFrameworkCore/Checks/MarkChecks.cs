using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.Core.Model;
using ShardSafety.EntityFrameworkCore.Marking;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Checks;

/// <summary>Whether the finished model says what the attributes say: configuration that ran later, or in another context, may not.</summary>
internal static class MarkChecks
{
    public static IEnumerable<string> Check(Type context, IModel model)
    {
        var marks = new MarkReader(context.Assembly);
        var entities = model.GetEntityTypes().Where(static e => !e.IsOwned() && !e.HasSharedClrType).OrderBy(static e => e.Name, StringComparer.Ordinal).ToList();
        var schemaSharded = model[ShardAnnotations.SchemaSharded] is true;
        if (entities.Exists(e => marks.Find(e.ClrType) is not null) && !entities.Exists(static e => EntityDistribution.Carrier(e) is not null) && !schemaSharded)
        {
            yield return $"{context.Name} does not use the marks of its entities: call UseShardSafety() on its options, or mark it [NotSharded].";
            yield break;
        }

        foreach (var entity in entities)
        {
            if (marks.Find(entity.ClrType) is { } mark && Difference(entity, mark, marks, schemaSharded) is { } difference)
            {
                yield return difference;
            }
        }
    }

    private static string? Difference(IEntityType entity, EntityMark mark, MarkReader marks, bool schemaSharded)
    {
        if (schemaSharded && mark.Kind != TableKind.Reference)
        {
            return null;
        }

        var kind = EntityDistribution.Kind(entity);
        if (kind != mark.Kind)
        {
            return $"{entity.ShortName()}: the attribute on {mark.Founder.Name} says {Word(mark.Kind)}, the model says {Word(kind)}. Remove the configuration in OnModelCreating, or the attribute.";
        }

        if (mark.Kind != TableKind.Distributed)
        {
            return null;
        }

        if (EntityDistribution.KeyProperty(entity) is var key && key != mark.Key)
        {
            return $"{entity.ShortName()}: the attribute on {mark.Founder.Name} distributes it by {mark.Key}, the model by {key}. Say it in one place.";
        }

        var group = marks.GroupOf(mark).FullName;
        return EntityDistribution.Group(entity) is var joined && joined != group
            ? $"{entity.ShortName()}: the attribute on {mark.Founder.Name} puts it into the colocation group of {group}, the model into that of {joined}. Say it in one place."
            : null;
    }

    public static string Word(TableKind kind) => kind switch
    {
        TableKind.Distributed => "distributed",
        TableKind.Reference => "a reference table",
        TableKind.SingleShard => "on a single shard",
        TableKind.SchemaSharded => "in a distributed schema",
        _ => "a plain table",
    };
}
