using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Mapping;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>Column names, made unique where entities share a table (<c>SharedTableConvention</c>).</summary>
internal static class ColumnNaming
{
    public static void Run(ModelBuild build)
    {
        foreach (var entity in build.Model.Entities.OrderBy(static e => e.Id.Length))
        {
            foreach (var property in entity.Properties)
            {
                property.Column = property.Facets.Column ?? (property.Facets.Xmin ? "xmin" : Default(build, entity, property));
            }
        }

        foreach (var table in build.Model.Entities.Where(static e => e.Table is not null && e.JsonColumn is null).GroupBy(static e => (e.Schema, e.Table)))
        {
            Unique(build, table);
        }
    }

    private static string Default(ModelBuild build, EntityBuild entity, PropertyBuild property)
    {
        if (SharedKey(entity, property) is { } shared)
        {
            return shared.Column;
        }

        var name = property.Complex is null ? property.Name : property.Name.Replace('.', '_');
        for (var current = entity; current.Owner is { } owner && SameTable(current, owner); current = owner)
        {
            name = current.OwnerNavigation + "_" + name;
        }

        return Names.Rewrite(Names.Truncate(name), build.Config.Naming);
    }

    public static bool SameTable(EntityBuild one, EntityBuild other) => one.Table is not null && one.Table == other.Table && one.Schema == other.Schema;

    /// <summary>The owner's key column, which an owned type in the same table shares.</summary>
    private static PropertyBuild? SharedKey(EntityBuild entity, PropertyBuild property)
    {
        foreach (var key in entity.ForeignKeys)
        {
            if (key.PrincipalKey is { IsPrimary: true } principal
                && entity.PrimaryKey is { } own
                && key.Properties.SequenceEqual(own.Properties)
                && !ReferenceEquals(key.Principal, entity)
                && SameTable(entity, key.Principal))
            {
                var index = own.Properties.IndexOf(property);
                if (index >= 0 && index < principal.Properties.Count)
                {
                    return principal.Properties[index];
                }
            }
        }

        return null;
    }

    private static void Unique(ModelBuild build, IEnumerable<EntityBuild> entities)
    {
        var columns = new Dictionary<string, PropertyBuild>(StringComparer.Ordinal);
        foreach (var entity in entities.OrderBy(static e => e.SelfAndBases().Count() + (e.IsOwned ? 100 : 0)).ThenBy(static e => e.Name, StringComparer.Ordinal))
        {
            foreach (var property in entity.Properties)
            {
                if (!columns.TryGetValue(property.Column, out var other))
                {
                    columns.Add(property.Column, property);
                    continue;
                }

                if (Shares(property, other) || property.Facets.Column is not null)
                {
                    continue;
                }

                var name = property.Column;
                if (!ReferenceEquals(property.Declaring, other.Declaring))
                {
                    var prefix = Names.Rewrite(property.Declaring.ShortName, build.Config.Naming);
                    name = name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name : prefix + "_" + name;
                }

                property.Column = Names.Uniquify(name, columns.ContainsKey);
                columns.Add(property.Column, property);
            }
        }
    }

    /// <summary>Keys of one row, concurrency tokens of one row, and one inherited CLR property may share a column.</summary>
    private static bool Shares(PropertyBuild one, PropertyBuild other) =>
        (IsKey(one) && IsKey(other))
        || (one.Facets.ConcurrencyToken == true && other.Facets.ConcurrencyToken == true)
        || (one.Symbol is { } a && other.Symbol is { } b && ClrTypes.SameMember(a, b) && one.Complex is null && other.Complex is null && !ClrTypes.Same(a.ContainingType, one.Declaring.Type) && !ReferenceEquals(one, other));

    private static bool IsKey(PropertyBuild property) => property.Declaring.Root.PrimaryKey?.Properties.Contains(property) == true;
}
