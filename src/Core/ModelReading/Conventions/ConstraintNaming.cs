using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.ModelReading.Mapping;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>
/// Names of keys, indexes and foreign keys that nobody named. Npgsql keeps keys and indexes apart over all tables, foreign
/// keys in each (<c>NpgsqlSharedTableConvention</c>).
/// </summary>
internal static class ConstraintNaming
{
    public static void Run(ModelBuild build)
    {
        var keys = new Dictionary<string, KeyBuild>(StringComparer.Ordinal);
        var indexes = new Dictionary<string, IndexBuild>(StringComparer.Ordinal);
        foreach (var entity in build.Model.Entities)
        {
            NameKeys(build, entity, keys);
            NameIndexes(build, entity, indexes);
        }

        foreach (var table in build.Model.Entities.GroupBy(static e => (e.Schema, e.Table)))
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            foreach (var key in table.SelectMany(static e => e.ForeignKeys))
            {
                var said = build.Config.ForeignKeyOverrides.TryGetValue(key.Identity, out var found) ? found : null;
                key.OnDelete = said?.OnDelete ?? key.OnDelete;
                key.ConstraintName = said?.ConstraintName ?? key.ConfiguredName ?? Names.Uniquify(Default(build, "FK_" + key.Dependent.Table + "_" + key.Principal.Table + "_" + Columns(key.Properties)), taken.Contains);
                taken.Add(key.ConstraintName);
            }
        }
    }

    private static void NameKeys(ModelBuild build, EntityBuild entity, Dictionary<string, KeyBuild> taken)
    {
        var all = entity.PrimaryKey is { } primary ? entity.AlternateKeys.Prepend(primary) : entity.AlternateKeys;
        foreach (var key in all.OrderBy(static k => k.Properties.Count).ThenBy(static k => string.Join(",", k.Properties.Select(static p => p.Name)), StringComparer.Ordinal))
        {
            var name = key.ConfiguredName ?? Overridden(build, key.Identity);
            if (name is null)
            {
                name = Default(build, key.IsPrimary ? "PK_" + entity.Table : "AK_" + entity.Table + "_" + Columns(key.Properties));
                if (!(key.IsPrimary && taken.TryGetValue(name, out var other) && other.IsPrimary && ColumnNaming.SameTable(entity, other.Declaring)))
                {
                    name = Names.Uniquify(name, taken.ContainsKey);
                }
            }

            key.Name = name;
            taken[name] = key;
        }
    }

    private static void NameIndexes(ModelBuild build, EntityBuild entity, Dictionary<string, IndexBuild> taken)
    {
        var ordered = entity.Indexes
            .OrderBy(static i => i.ModelName is null ? 0 : 1)
            .ThenBy(static i => i.ModelName, StringComparer.Ordinal)
            .ThenBy(static i => i.Properties.Count)
            .ThenBy(static i => string.Join(",", i.Properties.Select(static p => p.Name)), StringComparer.Ordinal);
        foreach (var index in ordered)
        {
            index.Name = (index.Late ? null : Overridden(build, index.Identity)) ?? index.ConfiguredName ?? Names.Uniquify(Default(build, "IX_" + entity.Table + "_" + Columns(index.Properties)), taken.ContainsKey);
            taken[index.Name] = index;
        }
    }

    private static string? Overridden(ModelBuild build, string identity) => build.Config.NameOverrides.TryGetValue(identity, out var name) ? name : null;

    public static string Default(ModelBuild build, string name) => Names.Rewrite(Names.Truncate(name), build.Config.Naming);

    public static string Columns(IEnumerable<PropertyBuild> properties) => string.Join("_", properties.Select(static p => p.Column));
}
