using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls on <c>EntityTypeBuilder</c>, and those that the builder of an owned type shares with it.</summary>
internal static class EntityCalls
{
    public static Value Run(Call call, EntityConfig entity, Value self)
    {
        switch (call.Name)
        {
            case "HasKey":
                if (call.Names() is not { } key)
                {
                    return call.Unread(entity);
                }

                entity.PrimaryKey = new KeyConfig(key, call.Interpreter.Config.Version + 1);
                entity.Keyless = null;
                Declare(call, entity, key);
                return new KeyBuilderVal(entity.PrimaryKey);
            case "HasNoKey":
                entity.Keyless = true;
                entity.PrimaryKey = null;
                call.Changed(entity);
                return self;
            case "HasAlternateKey":
                return AlternateKey(call, entity);
            case "HasIndex":
                return Index(call, entity);
            case "Property" or "PrimitiveCollection" or "IndexerProperty":
                return Property(call, entity);
            case "Ignore":
                foreach (var name in call.Names()?.Names ?? [])
                {
                    entity.IgnoredMembers.Add(name);
                }

                call.Changed(entity);
                return self;
            case "HasOne":
                return RelationshipCalls.Start(call, entity, many: false);
            case "HasMany":
                return RelationshipCalls.Start(call, entity, many: true);
            case "OwnsOne":
                return OwnedCalls.Start(call, entity, many: false, self);
            case "OwnsMany":
                return OwnedCalls.Start(call, entity, many: true, self);
            case "ComplexProperty" or "ComplexCollection":
                return ComplexCalls.Start(call, entity, self);
            case "Navigation":
                return call.Names() is { Names: [var navigation] } ? new NavigationBuilderVal(entity.Navigation(navigation)) : call.Unread(entity);
            case "HasBaseType":
                entity.BaseSet = true;
                entity.Base = call.TypeOf(0, "entityType");
                if (call.Text("name") is { } baseName)
                {
                    entity.Base = call.Interpreter.Config.Find(baseName)?.Type ?? call.Interpreter.Compilation.GetTypeByMetadataName(baseName);
                }

                if (entity.Base is { } parent)
                {
                    LibraryCalls.EntityOf(call.Interpreter, parent);
                }

                call.Changed(entity);
                return self;
            case "HasQueryFilter":
                FilterCalls.Add(call, entity);
                return self;
            case "ToTable":
                return TableCalls.ToTable(call, entity, self);
            case "ToView":
                entity.View = call.Text("name") ?? "";
                entity.ViewSchema = call.Text("schema");
                call.Changed(entity);
                return self;
            case "ToSqlQuery":
                entity.SqlQuery = call.Text("query") ?? "";
                call.Changed(entity);
                return self;
            case "ToFunction":
                entity.IsFunction = true;
                call.Changed(entity);
                return self;
            case "ToJson":
                entity.ToJson = true;
                entity.JsonColumn = call.Text("jsonColumnName");
                call.Changed(entity);
                return self;
            case "SplitToTable":
                call.Unread(entity, "an entity split over several tables (SplitToTable)");
                return self;
            case "UseTphMappingStrategy":
                return Strategy(call, entity, Inheritance.TablePerHierarchy, self);
            case "UseTptMappingStrategy":
                return Strategy(call, entity, Inheritance.TablePerType, self);
            case "UseTpcMappingStrategy":
                return Strategy(call, entity, Inheritance.TablePerConcrete, self);
            case "HasDiscriminator":
                return Discriminator(call, entity);
            case "HasNoDiscriminator":
                entity.NoDiscriminator = true;
                call.Changed(entity);
                return self;
            case "UseXminAsConcurrencyToken":
                var xmin = entity.Property("xmin");
                xmin.Explicit = true;
                xmin.Xmin = true;
                xmin.Type = call.Interpreter.Compilation.GetSpecialType(SpecialType.System_UInt32);
                xmin.ConcurrencyToken = true;
                xmin.Generated = Generation.OnAddOrUpdate;
                call.Changed(entity);
                return self;
            case "IsDistributedBy" or "IsReferenceTable" or "IsLocalTable" or "IsSingleShardTable" or "IsPartitionedBy":
                return MarkCalls.Run(call, entity, self);
            default:
                return self;
        }
    }

    private static Value Strategy(Call call, EntityConfig entity, Inheritance strategy, Value self)
    {
        entity.Strategy = strategy;
        call.Changed(entity);
        return self;
    }

    /// <summary>A call that names properties makes properties of them.</summary>
    private static void Declare(Call call, EntityConfig entity, PropertyNames names)
    {
        foreach (var name in names.Names)
        {
            if (name.IndexOf('.') < 0)
            {
                entity.Property(name).Explicit = true;
                entity.IgnoredMembers.Remove(name);
            }
        }

        call.Changed(entity);
    }

    private static Value AlternateKey(Call call, EntityConfig entity)
    {
        if (call.Names() is not { } names)
        {
            return call.Unread(entity);
        }

        Declare(call, entity, names);
        var key = entity.AlternateKeys.FirstOrDefault(k => k.Properties.Names.SequenceEqual(names.Names));
        if (key is null)
        {
            key = new KeyConfig(names, call.Interpreter.Config.Version);
            entity.AlternateKeys.Add(key);
        }

        return new KeyBuilderVal(key);
    }

    private static Value Index(Call call, EntityConfig entity)
    {
        if (call.Names("indexExpression", "propertyNames") is not { } names)
        {
            return call.Unread(entity);
        }

        Declare(call, entity, names);
        var name = call.Text("name");
        var index = entity.Indexes.FirstOrDefault(i => i.ModelName == name && i.Properties.Names.SequenceEqual(names.Names));
        if (index is null)
        {
            index = new IndexConfig(names) { ModelName = name };
            entity.Indexes.Add(index);
        }

        return new IndexBuilderVal(index);
    }

    private static Value Property(Call call, EntityConfig entity)
    {
        string? name;
        ITypeSymbol? type = null;
        if (call.Any("propertyExpression") is LambdaVal lambda)
        {
            name = MemberPaths.Of(lambda, call.Interpreter) is [var one] ? one : null;
            type = MemberPaths.TypeOf(lambda) is { } found ? call.Frame.Resolve(found, call.Interpreter.Compilation) : null;
        }
        else
        {
            name = call.Text("propertyName");
            type = call.TypeArguments is [var argument] ? argument : (call["propertyType"] as TypeVal)?.Type;
        }

        if (name is null)
        {
            return call.Unread(entity, "a property whose name is known at run time only");
        }

        var property = entity.Property(name);
        property.Explicit = true;
        property.IsCollection |= call.Name == "PrimitiveCollection";
        property.Place = property.Place.IsNone ? call.Place : property.Place;
        entity.IgnoredMembers.Remove(name);
        if (ClrTypes.FindProperty(entity.Type, name) is { } member)
        {
            type = member.Type;
        }
        else
        {
            property.Type = type ?? property.Type;
        }

        call.Changed(entity);
        return new PropertyBuilderVal(property, entity, type);
    }

    private static Value Discriminator(Call call, EntityConfig entity)
    {
        entity.NoDiscriminator = false;
        if (call["propertyExpression"] is LambdaVal lambda && MemberPaths.Of(lambda, call.Interpreter) is [var name])
        {
            entity.DiscriminatorProperty = name;
            entity.DiscriminatorType = null;
        }
        else if (call.Text("name") is { } text)
        {
            entity.DiscriminatorProperty = text;
            entity.DiscriminatorType = call.TypeArguments is [var type] ? type : (call["type"] as TypeVal)?.Type;
        }

        call.Changed(entity);
        return new DiscriminatorVal(entity);
    }
}
