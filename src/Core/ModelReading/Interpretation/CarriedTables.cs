using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Tables, keys and indexes of a base context's model as configuration.</summary>
internal static class CarriedTables
{
    public static void Describe(ContextModel model, Entity entity, EntityConfig config)
    {
        var table = entity.IsView ? null : model.Tables.Items.FirstOrDefault(t => t.Name == entity.Table);
        if (entity.IsView && entity.Table is { } view)
        {
            (config.View, config.ViewSchema) = (view.Name, view.Schema);
        }

        config.SqlQuery ??= entity.SqlQuery;
        if (table is null || (entity.Base is not null && entity.Inheritance == Inheritance.TablePerHierarchy))
        {
            return;
        }

        (config.TableSet, config.Table, config.SchemaSet, config.Schema) = (true, table.Name.Name, true, table.Name.Schema);
        config.ExcludedFromMigrations |= table.ExcludedFromMigrations;
        config.Triggers.AddRange(table.Triggers.Items);
        if (table.Partitioning is { } partitioning)
        {
            config.Partitioning ??= new PartitioningConfig(partitioning.Property, partitioning.Every, partitioning.Ahead, Place.None);
        }

        if (entity.Base is null && config.Type is not null)
        {
            Keys(table, entity, config);
        }

        foreach (var index in table.Indexes)
        {
            if (Properties(entity, index.Columns.Items) is { } names)
            {
                var said = new IndexConfig(new PropertyNames(names, Place.None)) { DatabaseName = index.Name, Unique = index.Unique, Filter = index.Filter };
                said.Include.AddRange(index.Include.Items);
                config.Indexes.Add(said);
            }
        }
    }

    private static void Keys(Table table, Entity entity, EntityConfig config)
    {
        if (!entity.Key.IsEmpty)
        {
            config.PrimaryKey ??= new KeyConfig(new PropertyNames([.. entity.Key.Items], Place.None), 0)
            {
                Name = table.PrimaryKey is { } key && key.Name != "PK_" + table.Name.Name ? key.Name : null,
            };
        }

        foreach (var names in entity.AlternateKeys)
        {
            config.AlternateKeys.Add(new KeyConfig(new PropertyNames([.. names.Items], Place.None), 0)
            {
                Name = table.UniqueConstraints.Items.FirstOrDefault(u => Properties(entity, u.Columns.Items) is { } of && of.SequenceEqual(names.Items))?.Name,
            });
        }
    }

    /// <summary>The properties of columns; null when one of them is another entity's.</summary>
    private static List<string>? Properties(Entity entity, IEnumerable<string> columns)
    {
        var names = new List<string>();
        foreach (var column in columns)
        {
            if (entity.Properties.Items.FirstOrDefault(p => p.ColumnName == column && p.Table == entity.Table) is not { } property)
            {
                return null;
            }

            names.Add(property.Name);
        }

        return names;
    }
}
