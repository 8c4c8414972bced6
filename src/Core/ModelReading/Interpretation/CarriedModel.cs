using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Marking;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>A base context's finished model, said again as explicit configuration for the context that derives from it.</summary>
internal static class CarriedModel
{
    public static void Apply(Interpreter interpreter, ContextModel model)
    {
        var config = interpreter.Config;
        config.DefaultSchema ??= model.DefaultSchema;
        config.Unread.AddRange(model.Unread);
        var marks = new MarkReader(interpreter.Compilation);
        var entities = new Dictionary<string, EntityConfig>();
        foreach (var entity in model.Entities.Items.OrderBy(static e => e.Owner is null ? 0 : e.Id.Length))
        {
            if (Find(interpreter, entity, entities, model) is { } found)
            {
                entities[entity.Id] = found;
                Describe(interpreter, entity, found, marks);
            }
        }

        foreach (var entity in model.Entities)
        {
            if (entities.TryGetValue(entity.Id, out var found) && entity.Owner is null)
            {
                CarriedTables.Describe(model, entity, found);
                foreach (var navigation in entity.Navigations.Items.Where(n => !IsInherited(model, entity, n.Name)))
                {
                    CarriedRelationships.Describe(model, entity, found, navigation, entities);
                }
            }
        }

        config.Version++;
    }

    private static bool IsInherited(ContextModel model, Entity entity, string navigation) =>
        model.Entities.Items.FirstOrDefault(e => e.Id == entity.Base)?.FindNavigation(navigation) is not null;

    private static EntityConfig? Find(Interpreter interpreter, Entity entity, Dictionary<string, EntityConfig> known, ContextModel model)
    {
        var type = interpreter.Compilation.GetTypeByMetadataName(entity.TypeName);
        if (entity.Owner is { } owner)
        {
            var navigation = model.Entities.Items.FirstOrDefault(e => e.Id == owner)?.Navigations.Items.FirstOrDefault(n => n.IsOwned && n.Target == entity.Id);
            if (type is null || navigation is null || !known.TryGetValue(owner, out var holder))
            {
                return null;
            }

            if (!holder.Owned.TryGetValue(navigation.Name, out var owned))
            {
                owned = new OwnedConfig(interpreter.Config.Owned(holder, navigation.Name, type), navigation.IsCollection);
                holder.Owned.Add(navigation.Name, owned);
            }

            interpreter.Config.OwnedTypes.Add(type);
            return owned.Entity;
        }

        if (type is null && entity.TypeName != entity.Id)
        {
            interpreter.Note("the entity " + entity.DisplayName + " of a base context could not be found", null, Place.None);
            return null;
        }

        var found = interpreter.Config.Entity(entity.Id, type);
        found.InModel |= type is not null;
        return found;
    }

    private static void Describe(Interpreter interpreter, Entity entity, EntityConfig config, MarkReader marks)
    {
        foreach (var property in entity.Properties)
        {
            CarriedProperties.Describe(interpreter, entity, config, property);
        }

        if (entity.JsonColumn is not null)
        {
            config.ToJson = true;
            config.JsonColumn = entity.JsonColumn;
        }

        if (entity.Owner is not null)
        {
            return;
        }

        config.Keyless = entity.IsKeyless ? true : config.Keyless;
        if (entity.Base is null)
        {
            config.Strategy ??= entity.Inheritance == Inheritance.None ? null : entity.Inheritance;
            foreach (var filter in entity.QueryFilters)
            {
                config.Filters.Add(new FilterConfig(filter.Name, Place.None, filter.Predicate, Removed: false));
            }
        }

        // Attributes are read off the types themselves; what stands on none of them the fluent API said.
        if (entity.Marks is { Length: 1 } and [var mark] && mark.On == entity.Id
            && marks.Of(config.Type) is var own && (own is null || own.Kind != mark.Kind || own.Key != mark.Key))
        {
            config.Mark = new MarkConfig(mark.Kind, mark.Key, mark.ColocateWith, mark.ShardCount, Place.None);
        }
    }
}
