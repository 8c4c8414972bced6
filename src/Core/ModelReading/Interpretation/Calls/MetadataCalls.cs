using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls on the model's metadata, as loops over <c>GetEntityTypes()</c> use it.</summary>
internal static class MetadataCalls
{
    public static Value Run(Call call) => call.Receiver switch
    {
        ModelVal => OfModel(call),
        EntityMetaVal entity => OfEntity(call, entity.Entity),
        PropertyMetaVal property => OfProperty(call, property.Property),
        ForeignKeyMetaVal key => OfForeignKey(call, key.ForeignKey),
        KeyMetaVal key => OfKey(call, key.Key),
        IndexMetaVal index => OfIndex(call, index.Index),
        NavigationMetaVal navigation => OfNavigation(call, navigation.Navigation),
        _ => Value.Unknown,
    };

    private static Value OfModel(Call call)
    {
        switch (call.Name)
        {
            case "GetEntityTypes":
                return new ListVal([.. call.Interpreter.Built().Entities.Select(static e => (Value)new EntityMetaVal(e))]);
            case "FindEntityType":
                var found = call.TypeOf(0, "type") is { } type ? call.Interpreter.Built().Find(ClrTypes.NameOf(type))
                    : call.Text("name") is { } name ? call.Interpreter.Built().Find(name) : null;
                return found is null ? Value.Null : new EntityMetaVal(found);
            default:
                return Value.Unknown;
        }
    }

    private static Value OfEntity(Call call, EntityBuild entity)
    {
        switch (call.Name)
        {
            case "GetProperties" or "GetFlattenedProperties":
                return Members.Properties(entity.AllProperties());
            case "GetDeclaredProperties":
                return Members.Properties(entity.Properties);
            case "FindProperty" or "GetProperty" or "FindDeclaredProperty":
                var text = call.TextAt(0) ?? (call.Values.FirstOrDefault() as PropertyInfoVal)?.Name;
                return text is null ? Value.Unknown : entity.FindProperty(text) is { } property ? new PropertyMetaVal(property) : Value.Null;
            case "GetForeignKeys":
                return ForeignKeys(entity.SelfAndBases().SelectMany(static e => e.ForeignKeys));
            case "GetDeclaredForeignKeys":
                return ForeignKeys(entity.ForeignKeys);
            case "GetReferencingForeignKeys":
                return ForeignKeys(call.Interpreter.Built().Entities.SelectMany(static e => e.ForeignKeys).Where(f => ReferenceEquals(f.Principal, entity)));
            case "FindOwnership":
                return entity.Ownership is null ? Value.Null : new ForeignKeyMetaVal(entity.Ownership);
            case "GetNavigations" or "GetDeclaredNavigations":
                return new ListVal([.. entity.Navigations.Where(static n => n.Through is null).Select(static n => (Value)new NavigationMetaVal(n))]);
            case "GetKeys" or "GetDeclaredKeys":
                return new ListVal([.. Keys(entity).Select(static k => (Value)new KeyMetaVal(k))]);
            case "FindPrimaryKey":
                return entity.Root.PrimaryKey is { } key ? new KeyMetaVal(key) : Value.Null;
            case "GetIndexes" or "GetDeclaredIndexes":
                return new ListVal([.. entity.Indexes.Select(static i => (Value)new IndexMetaVal(i))]);
            case "IsOwned":
                return Value.Of(entity.IsOwned);
            case "IsKeyless":
                return Value.Of(entity.Keyless);
            case "GetTableName" or "GetDefaultTableName":
                return new ConstantVal(entity.Table);
            case "GetViewName":
                return new ConstantVal(entity.View);
            case "GetSchema":
                return new ConstantVal(entity.Schema);
            case "DisplayName":
                return new ConstantVal(entity.Type is null ? entity.Name : ClrTypes.ShortNameOf(entity.Type));
            case "ShortName":
                return new ConstantVal(entity.ShortName);
            case "GetRootType":
                return new EntityMetaVal(entity.Root);
            case "IsAbstract":
                return Value.Of(entity.Type is { IsAbstract: true });
            case "GetDerivedTypes" or "GetDirectlyDerivedTypes":
                return new ListVal([.. entity.Derived.Select(static e => (Value)new EntityMetaVal(e))]);
        }

        var config = call.Interpreter.Config.EntityFor(entity);
        switch (call.Name)
        {
            case "SetTableName":
                if (LastValue(call) is ConstantVal)
                {
                    config.Table = call.TextAt(Last(call));
                    config.TableSet = true;
                }

                return Written(call, config, LastValue(call));
            case "SetSchema":
                config.Schema = call.TextAt(Last(call));
                config.SchemaSet = true;
                return Written(call, config, LastValue(call));
            case "SetQueryFilter":
                FilterCalls.Add(call, config, call.Text("filterKey"), call.Any("queryFilter", "filter", "value"));
                return Value.Null;
            case "AddProperty":
                var name = call.Text("name");
                if (name is null)
                {
                    return call.Unread(config);
                }

                var added = config.Property(name);
                added.Explicit = true;
                added.Type = (call.Any("propertyType", "type") as TypeVal)?.Type ?? added.Type;
                call.Changed(config);
                return call.Interpreter.Built().Find(entity.Id)?.FindProperty(name) is { } property ? new PropertyMetaVal(property) : Value.Unknown;
            case "AddIgnored":
                if (call.TextAt(0) is { } ignored)
                {
                    config.IgnoredMembers.Add(ignored);
                }

                call.Changed(config);
                return Value.Null;
            case "AddIndex":
                var names = (call.Values.FirstOrDefault() switch
                {
                    PropertyMetaVal one => [one.Property.Name],
                    ListVal list => list.Items.OfType<PropertyMetaVal>().Select(static p => p.Property.Name).ToList(),
                    _ => new List<string>(),
                });
                if (names.Count == 0)
                {
                    return call.Unread(config);
                }

                var index = new IndexConfig(new PropertyNames(names, call.Place)) { ModelName = call.Text("name") };
                config.Indexes.Add(index);
                call.Changed(config);
                return new IndexBuilderVal(index);
            default:
                return call.Name.StartsWith("Set", System.StringComparison.Ordinal) || call.Name.StartsWith("Add", System.StringComparison.Ordinal) || call.Name.StartsWith("Remove", System.StringComparison.Ordinal)
                    ? call.Name is "SetAnnotation" or "AddAnnotation" or "SetComment" ? Value.Null : call.Unread(config)
                    : Value.Unknown;
        }
    }

    private static int Last(Call call) => call.Method.Parameters.Length - 1;

    private static Value? LastValue(Call call) => call[call.Method.Parameters[Last(call)].Name];

    /// <summary>A name that was set to something known at run time only leaves the entity unread.</summary>
    private static Value Written(Call call, EntityConfig? config, Value? value)
    {
        call.Changed(config);
        if (value is not ConstantVal)
        {
            call.Unread(config, "a name that is computed at run time (" + call.Name + ")", naming: true);
        }

        return Value.Null;
    }

    private static ListVal ForeignKeys(IEnumerable<ForeignKeyBuild> keys) => new([.. keys.Select(static f => (Value)new ForeignKeyMetaVal(f))]);

    private static IEnumerable<KeyBuild> Keys(EntityBuild entity) =>
        entity.PrimaryKey is { } key ? entity.AlternateKeys.Prepend(key) : entity.AlternateKeys;

    private static Value OfProperty(Call call, PropertyBuild property)
    {
        switch (call.Name)
        {
            case "GetColumnName" or "GetDefaultColumnName" or "GetColumnBaseName":
                return new ConstantVal(property.Column);
            case "IsPrimaryKey":
                return Value.Of(property.Declaring.Root.PrimaryKey?.Properties.Contains(property) == true);
            case "IsKey":
                return Value.Of(Keys(property.Declaring.Root).Any(k => k.Properties.Contains(property)));
            case "IsForeignKey":
                return Value.Of(property.Declaring.SelfAndBases().Concat(property.Declaring.Descendants()).SelectMany(static e => e.ForeignKeys).Any(f => f.Properties.Contains(property)));
            case "IsShadowProperty":
                return Value.Of(property.IsShadow);
            case "GetMaxLength":
                return new ConstantVal(property.Facets.MaxLength);
            case "GetColumnType":
                return new ConstantVal(property.Facets.ColumnType);
            case "GetValueConverter":
                return property.Facets.Conversion is null ? Value.Null : Value.Unknown;
            case "GetPrecision":
                return new ConstantVal(property.Facets.Precision);
        }

        var config = call.Interpreter.Config.EntityFor(property.Declaring);
        var facets = config.Property(property.Name);
        var last = call.Method.Parameters.Length > 0 ? LastValue(call) : null;
        switch (call.Name)
        {
            case "SetColumnName":
                facets.Column = call.TextAt(Last(call));
                return Written(call, config, last);
            case "SetColumnType":
                facets.ColumnType = call.TextAt(Last(call));
                return Written(call, config, last);
            case "SetMaxLength":
                facets.MaxLength = (last as ConstantVal)?.Value as int?;
                return Written(call, config, last);
            case "SetPrecision":
                facets.Precision = (last as ConstantVal)?.Value as int?;
                return Written(call, config, last);
            case "SetScale":
                facets.Scale = (last as ConstantVal)?.Value as int?;
                return Written(call, config, last);
            case "SetValueConverter":
                facets.Conversion = new Conversion(
                    Converters.ProviderOf((last as ObjectVal)?.Type ?? (last as TypeVal)?.Type ?? MemberPaths.Strip(call.Operation.Arguments.LastOrDefault()?.Value)?.Type), IsKnown: true);
                facets.Conversion = facets.Conversion with { IsKnown = facets.Conversion.Provider is not null };
                break;
            case "SetProviderClrType":
                facets.Conversion = new Conversion((last as TypeVal)?.Type, IsKnown: last is TypeVal);
                break;
            case "SetDefaultValueSql":
                facets.Default = call.TextAt(Last(call)) ?? "";
                break;
            case "SetDefaultValue":
                facets.Default = "";
                break;
            case "SetComputedColumnSql":
                facets.Computed = call.TextAt(Last(call)) ?? "";
                break;
            case "SetCollation":
                facets.Collation = call.TextAt(Last(call));
                break;
            case "SetIsFixedLength":
                facets.FixedLength = (last as ConstantVal)?.Value as bool?;
                break;
            default:
                return Value.Unknown;
        }

        call.Changed(config);
        return Value.Null;
    }

    private static Value OfForeignKey(Call call, ForeignKeyBuild key)
    {
        switch (call.Name)
        {
            case "GetConstraintName" or "GetDefaultName":
                return new ConstantVal(key.ConstraintName);
            case "SetConstraintName":
                call.Interpreter.Config.Override(key.Identity).ConstraintName = call.TextAt(Last(call));
                return Written(call, call.Interpreter.Config.EntityFor(key.Dependent), LastValue(call));
            case "IsSelfReferencing":
                return Value.Of(ReferenceEquals(key.Principal, key.Dependent));
            default:
                return Value.Unknown;
        }
    }

    private static Value OfKey(Call call, KeyBuild key)
    {
        switch (call.Name)
        {
            case "GetName" or "GetDefaultName":
                return new ConstantVal(key.Name);
            case "IsPrimaryKey":
                return Value.Of(key.IsPrimary);
            case "SetName":
                call.Interpreter.Config.NameOverrides[key.Identity] = call.TextAt(Last(call)) ?? "";
                return Written(call, call.Interpreter.Config.EntityFor(key.Declaring), LastValue(call));
            default:
                return Value.Unknown;
        }
    }

    private static Value OfIndex(Call call, IndexBuild index)
    {
        switch (call.Name)
        {
            case "GetDatabaseName" or "GetDefaultDatabaseName":
                return new ConstantVal(index.Name);
            case "SetDatabaseName":
                call.Interpreter.Config.NameOverrides[index.Identity] = call.TextAt(Last(call)) ?? "";
                return Written(call, call.Interpreter.Config.EntityFor(index.Declaring), LastValue(call));
            default:
                return Value.Unknown;
        }
    }

    private static Value OfNavigation(Call call, NavigationBuild navigation)
    {
        if (call.Name == "SetIsEagerLoaded")
        {
            call.Interpreter.Config.EntityFor(navigation.Declaring).Navigation(navigation.Name).AutoInclude = LastValue(call) is not ConstantVal { Value: false };
            call.Changed(null);
        }

        return Value.Unknown;
    }
}
