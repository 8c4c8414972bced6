using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Mapping;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>The table, view or JSON column of each entity.</summary>
internal static class TableNaming
{
    public static void Run(ModelBuild build)
    {
        foreach (var entity in build.Model.Entities.OrderBy(Depth))
        {
            Name(build, entity);
        }
    }

    private static int Depth(EntityBuild entity)
    {
        var depth = 0;
        for (var current = entity; current is not null && depth < 1000; current = current.Base ?? current.Owner)
        {
            depth++;
        }

        return depth;
    }

    private static void Name(ModelBuild build, EntityBuild entity)
    {
        var config = entity.Config;
        if (entity.Base is { } parent && parent.Strategy is Inheritance.TablePerHierarchy or Inheritance.None && entity.Base is not null)
        {
            (entity.Table, entity.Schema, entity.View, entity.TableExplicit) = (entity.Base.Table, entity.Base.Schema, entity.Base.View, entity.Base.TableExplicit);
            return;
        }

        if (entity.Owner is { } owner && (config is { ToJson: true } || owner.JsonColumn is not null))
        {
            entity.JsonColumn = owner.JsonColumn ?? config!.JsonColumn ?? Names.Rewrite(entity.OwnerNavigation!, build.Config.Naming);
            (entity.Table, entity.Schema, entity.View) = (owner.Table, owner.Schema, owner.View);
            return;
        }

        var attribute = entity.Type is { } type ? ClrTypes.Attribute(type, "System.ComponentModel.DataAnnotations.Schema.TableAttribute") : null;
        var named = config is { TableSet: true } ? config.Table : attribute is not null ? ClrTypes.Argument(attribute, 0) as string : null;
        entity.TableExplicit = config is { TableSet: true } || named is not null;
        entity.View = config?.View;
        if (entity is { Strategy: Inheritance.TablePerConcrete, Type.IsAbstract: true }
            || (!entity.TableExplicit && (config?.View is not null || config?.SqlQuery is not null || config?.IsFunction == true)))
        {
            entity.Schema = config?.ViewSchema ?? build.Config.DefaultSchema;
            return;
        }

        if (config is { TableSet: true, Table: null })
        {
            return;
        }

        entity.Table = named ?? Rewrite(build, entity, Default(build, entity));
        entity.Schema = config is { SchemaSet: true } ? config.Schema ?? build.Config.DefaultSchema
            : (attribute is null ? null : ClrTypes.NamedArgument(attribute, "Schema") as string) ?? DefaultSchema(build, entity);
    }

    private static string Rewrite(ModelBuild build, EntityBuild entity, string name) =>
        entity is { IsOwned: true, OwnedCollection: false } ? name : Names.Rewrite(name, build.Config.Naming);

    private static string Default(ModelBuild build, EntityBuild entity)
    {
        if (entity.Owner is { } owner)
        {
            if (!entity.OwnedCollection)
            {
                return owner.Table ?? entity.ShortName;
            }

            // A collection whose type has one owner only is named by its type.
            return entity.Name != entity.Id ? Names.Truncate(entity.ShortName)
                : Names.Truncate(owner.Table is null ? entity.OwnerNavigation + "_" + entity.ShortName : owner.Table + "_" + entity.OwnerNavigation);
        }

        return Names.Truncate(entity is { IsShared: false, Type: { } type } && build.Config.SetsOf(type) is [var only] ? only : entity.ShortName);
    }

    private static string? DefaultSchema(ModelBuild build, EntityBuild entity)
    {
        if (entity.Owner is { } owner)
        {
            return owner.Schema;
        }

        if (entity.Base is { } parent)
        {
            return parent.Schema ?? build.Config.DefaultSchema;
        }

        if (entity.ForeignKeys.Count == 2 && entity.ForeignKeys.All(static k => k.SkipName is not null))
        {
            // An implicit join table lies where both its ends lie.
            var (first, second) = (entity.ForeignKeys[0].Principal, entity.ForeignKeys[1].Principal);
            var (firstSchema, secondSchema) = (Said(first), Said(second));
            if (firstSchema is not null && firstSchema == secondSchema)
            {
                return firstSchema;
            }
        }

        return build.Config.DefaultSchema;
    }

    private static string? Said(EntityBuild entity) =>
        entity.Config is { SchemaSet: true } config ? config.Schema
            : entity.Type is { } type && ClrTypes.Attribute(type, "System.ComponentModel.DataAnnotations.Schema.TableAttribute") is { } attribute ? ClrTypes.NamedArgument(attribute, "Schema") as string
            : null;
}
